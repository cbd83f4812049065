import { describe, expect, it } from "vitest";
import type { IncidentEvent } from "../../../worker/incidents/rules/events.ts";
import { begin } from "../../../worker/incidents/rules/incident.ts";
import { publicViewOf } from "../../../worker/incidents/rules/incident-view.ts";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import type { PublicSnapshot } from "../../../worker/status/rules/public-snapshot.ts";
import { publicView } from "../../../worker/status/rules/status.ts";
import { doubtsAt } from "../../../worker/status/rules/status-doubt.ts";
import { publicCopy } from "../../../worker/status/rules/status-intake.ts";
import { NOON, publicIncident, SHOP } from "../../support/public-cast.ts";

const snapshot = (rest: Partial<PublicSnapshot> = {}): PublicSnapshot => ({
	...{ version: 1, asOf: NOON - seconds(5), lastCheckedAt: NOON - seconds(24), regions: 3, lateAfterMs: 0 },
	...{ components: SHOP, incidents: [], doubts: { of: {}, checked: ["cmp_checkout"] } },
	...rest,
});
const read = (given: PublicSnapshot) => {
	const { verdict, groups } = publicView(given.components, given.incidents, NOON, doubtsAt(given, NOON));
	const well = groups.flatMap((g) => g.components).filter((c) => c.status === "operational" && !c.doubt);
	return { sentence: verdict.sentence, indicator: verdict.indicator, well: well.map((c) => c.name) };
};

describe("what a snapshot may still claim at its age", () => {
	it("is all of it while it is fresh", () => {
		expect(read(snapshot())).toMatchObject({ sentence: "All systems operational", indicator: "none" });
	});

	it("is nothing of what is checked automatically once the checks have stopped", () => {
		const { sentence, indicator, well } = read(snapshot({ lastCheckedAt: NOON - minutes(9) }));
		expect([sentence, indicator]).toEqual(["We can’t tell how Checkout is", "none"]);
		expect(well).not.toContain("Checkout");
	});

	it("is what was, with its time, once the status system itself has stopped", () => {
		const { sentence, indicator, well } = read(snapshot({ asOf: NOON - minutes(14) }));
		expect([sentence, indicator, well]).toEqual(["Everything worked at 11:46 UTC", "none", []]);
	});

	it("is an outage that was known, which no age makes less true to tell", () => {
		const { sentence } = read(snapshot({ asOf: NOON - minutes(14), incidents: [publicIncident()] }));
		expect(sentence).toBe("Checkout is down");
	});
});

describe("what leaves an incident that is not published", () => {
	it("is the component that it concerns, and from when to when", () => {
		const hidden = publicIncident({ published: false, name: "canary", severity: "P1", status: "identified" });
		const { componentId, startedAt, resolvedAt, ...rest } = publicCopy(hidden);
		expect([componentId, startedAt, resolvedAt]).toEqual(["cmp_checkout", hidden.startedAt, null]);
		expect(rest).toMatchObject({ componentName: "", name: "", severity: "P4", updates: [] });
		expect(JSON.stringify(rest)).not.toMatch(/canary|P1|identified|looking into/);
	});

	it("is nothing at all of a drill", () => {
		const opened = (drill: boolean) =>
			publicViewOf(
				begin({
					...{ type: "triggered", seq: 1, at: NOON, actor: { kind: "system", id: null, name: "Tocsin" } },
					data: {
						...{ incidentId: "inc_1", number: 1, title: "Drill", severity: "P1", urgency: "high" },
						...{ service: { id: "svc", name: "Pay" }, component: { id: "cmp_checkout", name: "Checkout" } },
						...{ detectedAt: new Date(NOON).toISOString(), public: false, evidence: [], drill },
					},
				} as unknown as IncidentEvent),
			);
		expect(opened(true)).toBeNull();
		expect(opened(false)).toMatchObject({ published: false, componentId: "cmp_checkout" });
	});
});

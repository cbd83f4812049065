import { describe, expect, it } from "vitest";
import { viewOf } from "../../../worker/incidents/rules/incident-view.ts";
import type { PagingPlan } from "../../../worker/paging/rules/paging-plan.ts";
import type { Severity } from "../../../worker/paging/rules/severity.ts";
import { minutes } from "../../../worker/platform/rules/time.ts";
import { ana, bo, IncidentRig } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";

/** At three at night: the ladder pages Ana, who acknowledges after a minute. */
function acknowledged(severity: Severity = "P1", change: Partial<PagingPlan> = {}): IncidentRig {
	const rig = new IncidentRig({ ...pagingPlan([600, 600]), ...change }, severity, undefined, true);
	rig.pass(minutes(1));
	rig.command({ kind: "acknowledge" }, ana);
	return rig;
}

/** What happened because of a promise, with the minutes since the begin. */
function told(rig: IncidentRig): string[] {
	const start = rig.events[0]!.at;
	return rig.events.flatMap((event) => {
		const at = `at ${(event.at - start) / 60_000}`;
		if (event.type === "update_reminded")
			return [
				`${event.data.stage} ${event.data.audience}: ${event.data.people.map((one) => one.name)} ${at}`,
			];
		const isSaid = /update_(due|overdue|published)$/.test(event.type);
		return isSaid ? [`${event.type} ${at}`] : [];
	});
}

const requestsAbout = (rig: IncidentRig) =>
	[...rig.incident.pages.values()].filter(({ about, attempts }) => about && attempts > 0);
const update = (rig: IncidentRig, audience: "public" | "stakeholders" = "public", more = {}) =>
	rig.command({ kind: "update", audience, status: "investigating", message: "Looking.", ...more }, ana);
const STAKEHOLDERS = { stakeholders: [{ name: "Board", channel: "wh_1" }] };

describe("a promised public update", () => {
	it("reminds whoever leads five minutes before, and pages them five minutes after", () => {
		const rig = acknowledged("P1");
		rig.pass(minutes(30));
		expect(told(rig)).toEqual([
			"soon public: Ana at 10",
			"update_due at 15",
			"update_overdue at 20",
			"overdue public: Ana at 20",
		]);
		expect(requestsAbout(rig).map(({ about }) => about!.stage)).toEqual(["soon", "overdue"]);
	});

	it("is kept by an update in time, and the next one begins anew", () => {
		const rig = acknowledged("P1");
		rig.pass(minutes(11));
		update(rig);
		rig.pass(minutes(10) - 1);
		expect(told(rig)).toEqual(["soon public: Ana at 10", "update_published at 12"]);
		rig.pass(1);
		expect(told(rig).at(-1)).toBe("soon public: Ana at 22");
	});

	it("asks the communications lead first, and the incident lead once it is overdue", () => {
		const rig = acknowledged("P1");
		rig.command({ kind: "role", role: "communications", userId: "usr_bo" }, ana);
		rig.pass(minutes(20));
		expect(told(rig)).toEqual([
			"soon public: Bo at 10",
			"update_due at 15",
			"update_overdue at 20",
			"overdue public: Ana at 20",
		]);
	});

	it("asks nobody while nobody has it, and gives whoever acknowledges late five minutes", () => {
		const rig = new IncidentRig(pagingPlan([600, 600]), "P1", undefined, true);
		rig.pass(minutes(22));
		rig.command({ kind: "acknowledge" }, bo);
		rig.pass(minutes(10));
		expect(told(rig)).toEqual([
			"update_due at 15",
			"update_overdue at 20",
			"soon public: Bo at 22",
			"overdue public: Bo at 27",
		]);
	});

	it.each(["resolve", "severity"] as const)("is nothing to be asked for after a %s", (kind) => {
		const rig = acknowledged("P1");
		rig.pass(minutes(12));
		if (kind === "resolve") rig.command({ kind, soak: false }, ana);
		else rig.command({ kind, severity: "P4" }, ana);
		rig.pass(minutes(60));
		expect(told(rig)).toEqual(["soon public: Ana at 10"]);
	});

	it("may be given another time, of which half is left for a short one", () => {
		const rig = acknowledged("P1");
		update(rig, "public", { nextUpdateInSeconds: 240 });
		rig.pass(minutes(3));
		expect(told(rig)).toEqual(["update_published at 1", "soon public: Ana at 3"]);
	});

	it("stops what waits to be sent once it is kept", () => {
		const rig = acknowledged("P1");
		rig.answers = () => ({ kind: "retry", reason: "http_503", retryAfterMs: null });
		rig.pass(minutes(9) + 1_000);
		const before = requestsAbout(rig).map(({ attempts }) => attempts);
		update(rig);
		rig.pass(minutes(5));
		expect(requestsAbout(rig).map(({ attempts, state }) => [attempts, state])).toEqual([
			[before[0], "cancelled"],
		]);
	});

	it("keeps what customers are told apart from what the timeline knows", () => {
		const rig = acknowledged("P1");
		rig.pass(minutes(9));
		const about = requestsAbout(rig)[0]!.about!;
		expect(about.draft).toBe("We are still looking for the cause of the problem with Checkout.");
		rig.command({ kind: "status", status: "identified" }, ana);
		rig.pass(minutes(10));
		expect(requestsAbout(rig).at(-1)!.about!.draft).toMatch(/^We have found the cause/);
	});
});

describe("stakeholders", () => {
	it("are promised news where there are any, and a public update is news for them too", () => {
		expect(viewOf(acknowledged("P1").incident, null).nextStakeholderUpdateDueAt).toBeNull();
		const rig = acknowledged("P1", STAKEHOLDERS);
		rig.pass(minutes(9));
		update(rig);
		const { nextUpdateDueAt, nextStakeholderUpdateDueAt } = viewOf(rig.incident, null);
		expect(nextStakeholderUpdateDueAt).toBe(nextUpdateDueAt);
		expect(told(rig)).toEqual(["soon public: Ana at 10", "update_published at 10"]);
	});

	it("are asked for alone where the public is told later or nothing", () => {
		const rig = acknowledged("P1", STAKEHOLDERS);
		update(rig, "public", { nextUpdateInSeconds: 7_200 });
		rig.pass(minutes(25));
		expect(told(rig).slice(1)).toEqual([
			"soon stakeholders: Ana at 11",
			"stakeholder_update_due at 16",
			"stakeholder_update_overdue at 21",
			"overdue stakeholders: Ana at 21",
		]);
		const { draft } = requestsAbout(rig)[0]!.about!;
		expect(draft).toBe("P1 on Checkout for 11 min. We are looking for the cause. Ana leads.");
	});

	it("do not move the public's promise", () => {
		const rig = acknowledged("P1", STAKEHOLDERS);
		const before = viewOf(rig.incident, null).nextUpdateDueAt;
		update(rig, "stakeholders", { nextUpdateInSeconds: 3_600 });
		expect(viewOf(rig.incident, null).nextUpdateDueAt).toBe(before);
		expect(viewOf(rig.incident, null).nextStakeholderUpdateDueAt).toBe(rig.now + minutes(60));
	});
});

describe("the time to acknowledge", () => {
	const by = (rig: IncidentRig) => viewOf(rig.incident, rig.paging).acknowledgeBy;
	const overdue = (rig: IncidentRig) =>
		rig.types().filter((type) => type === "acknowledgement_overdue").length;

	it("is at risk in its last fifth and is said to be over once", () => {
		const rig = new IncidentRig(pagingPlan([600, 600]), "P1", undefined, true);
		const start = rig.now;
		expect(by(rig)).toEqual({ at: start + minutes(5), atRiskAt: start + minutes(4) });
		rig.pass(minutes(5));
		expect(overdue(rig)).toBe(1);
		rig.pass(minutes(60));
		expect(overdue(rig)).toBe(1);
	});

	it("ends with the acknowledgement, and begins anew when nobody has it", () => {
		const rig = acknowledged("P1");
		expect(by(rig)).toBeNull();
		rig.pass(minutes(10));
		rig.command({ kind: "unacknowledge" }, ana);
		expect(by(rig)!.at).toBe(rig.now + minutes(5));
		expect(overdue(rig)).toBe(0);
	});

	it("is planned anew by another severity, and there is none for what pages nobody", () => {
		const rig = new IncidentRig(pagingPlan([600, 600]), "P1", undefined, true);
		rig.pass(minutes(2));
		rig.command({ kind: "severity", severity: "P2" }, ana);
		expect(by(rig)!.at).toBe(rig.now + minutes(15));
		rig.command({ kind: "severity", severity: "P4" }, ana);
		expect(by(rig)).toBeNull();
	});
});

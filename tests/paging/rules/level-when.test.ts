import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ifItFails } from "../../../worker/incidents/rules/if-it-fails.ts";
import { applies, edgesOf } from "../../../worker/paging/rules/level-when.ts";
import type { LevelWhen, PagingPlan } from "../../../worker/paging/rules/paging-plan.ts";
import type { Severity } from "../../../worker/paging/rules/severity.ts";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { IncidentRig } from "../../support/incident-rig.ts";
import { scanOpenMinutes } from "../../support/minute-scan.ts";
import { ANA, pagingPlan } from "../../support/paging-plan.ts";
import { PATIENCE_MS, runs } from "../../support/runs.ts";
import { restrictions, stretches } from "../../support/schedules.ts";

const MINUTE_MS = 60_000;
const NIGHT = Date.UTC(2099, 0, 5, 3);
const DAY = { timeZone: "UTC", windows: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }] };
const BY_NIGHT = { timeZone: "UTC", windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "17:00", to: "09:00" }] };

/** Ana, Bo and Chidi, five minutes each. */
function planOf(...whens: (LevelWhen | undefined)[]): PagingPlan {
	const plan = pagingPlan([300, 300, 300]);
	for (const [n, when] of whens.entries()) if (when) plan.policy.levels[n]!.when = when;
	return plan;
}
const paged = (plan: PagingPlan, severity: Severity = "P2", ms = minutes(20)) => {
	const rig = new IncidentRig(plan, severity, NIGHT);
	rig.pass(ms);
	return rig;
};

describe("a level that pages at certain hours, or for certain severities", () => {
	it("is skipped at once where it does not apply when it is due, and the timeline says so", () => {
		const rig = paged(planOf({ hours: DAY }, { severities: ["P1"] }), "P2", seconds(1));
		expect(rig.requests()).toEqual(["1/3 Chidi at 0"]);
		const empty = rig.events.filter(({ type }) => type === "level_empty");
		expect(empty.map(({ data }) => data)).toMatchObject([
			{ level: 1, isSkipped: true },
			{ level: 2, isSkipped: true },
		]);
		expect(rig.events.find(({ type }) => type === "escalated")?.data).toMatchObject({ reason: "skipped" });
	});

	it("calls nobody unreachable whom it does not page", () => {
		const [first] = ifItFails(planOf({ hours: DAY }), "P2", NIGHT).levels;
		expect(first).toMatchObject({ isSkipped: true, unreachable: [] });
	});

	it("pages where it applies: in its hours, and for its severities", () => {
		expect(paged(planOf({ hours: BY_NIGHT })).requests()[0]).toBe("1/1 Ana at 0");
		expect(paged(planOf({ severities: ["P2"] })).requests()[0]).toBe("1/1 Ana at 0");
	});

	it("is looked at when it is due, and not before", () => {
		const soon = { timeZone: "UTC", windows: [{ days: [1], from: "03:04", to: "03:08" }] };
		expect(paged(planOf(undefined, { hours: soon }), "P2", minutes(6)).requests()).toEqual([
			"1/1 Ana at 0",
			"1/2 Bo at 300000",
		]);
	});

	it("never ends in silence: where no level applies the admins are paged, again and again", () => {
		const rig = paged(planOf({ hours: DAY }, { hours: DAY }, { hours: DAY }), "P2", minutes(11));
		expect(rig.requests()).toEqual(["1/0 Ana at 0", "2/0 Ana at 600000"]);
		const quiet = paged(planOf({ hours: DAY }, { hours: DAY }, { hours: DAY }), "P3", minutes(1));
		expect(quiet.requests()).toEqual(["1/0 Ana at 0"]);
	});

	it("is not the last resort while it does not apply: the last one that does is paged every ten minutes", () => {
		const rig = paged(planOf(undefined, undefined, { hours: DAY }), "P2", minutes(31));
		expect(rig.requests()).toEqual([
			"1/1 Ana at 0",
			"1/2 Bo at 300000",
			"2/2 Bo at 1200000",
			"3/2 Bo at 1800000",
		]);
	});

	it("has the people whom the severity adds where it is the first that applies", () => {
		const plan = planOf({ hours: DAY });
		plan.teams = [{ id: "team_shop", name: "Shop", memberIds: [ANA.id], businessHours: null }];
		plan.service = { ...plan.service, teamId: "team_shop" };
		expect(paged(plan, "P1", seconds(1)).requests()).toEqual(["1/2 Bo at 0", "1/2 Ana at 0"]);
	});

	it("needs two people once it was paged, also when its hours are over", () => {
		const soon = { timeZone: "UTC", windows: [{ days: [1], from: "02:00", to: "03:04" }] };
		const plan = planOf({ hours: soon });
		plan.policy.levels[0]!.needsAcknowledgements = 2;
		plan.policy.levels[0]!.targets.push({ kind: "user", id: "usr_bo" });
		const rig = paged(plan, "P2", minutes(6));
		rig.command({ kind: "acknowledge" });
		expect(rig.incident.state).toBe("triggered");
	});

	it("needs no two people while it does not apply", () => {
		const plan = planOf(undefined, { severities: ["P1"] });
		plan.policy.levels[1]!.needsAcknowledgements = 2;
		const rig = paged(plan, "P2", minutes(6));
		rig.command({ kind: "acknowledge" });
		expect(rig.incident.state).toBe("acknowledged");
	});
});

describe("whatever the hours of a level are", () => {
	it(
		"they begin and end at the edges that a scan of every minute finds, where they apply or no more",
		() => {
			fc.assert(
				fc.property(stretches, restrictions, ({ zone: timeZone, from }, window) => {
					const until = from + 4 * 1_440 * MINUTE_MS;
					const hours = { timeZone, windows: [window] };
					const open = scanOpenMinutes({ ...window, timeZone }, from, until);
					const edges: number[] = [];
					for (let at = from + MINUTE_MS; at < until; at += MINUTE_MS)
						if (open.has(at) !== open.has(at - MINUTE_MS)) edges.push(at);
					expect(edgesOf(hours, from, until)).toEqual(expect.arrayContaining(edges));
					for (const at of [from, ...edges])
						expect(applies({ when: { hours } }, "P2", at)).toBe(open.has(at));
				}),
				{ numRuns: runs(25) },
			);
		},
		PATIENCE_MS,
	);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepsOtherHours, movedStart } from "../../../worker/incidents/rules/hours-moved.ts";
import { rehearse } from "../../../worker/incidents/rules/rehearse.ts";
import type { PagingPlan } from "../../../worker/paging/rules/paging-plan.ts";
import { hoursOf } from "../../../worker/paging/rules/severity-hours.ts";
import type { Hours } from "../../../worker/people/rules/person.ts";
import { days, minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { IncidentRig } from "../../support/incident-rig.ts";
import { scanOpenMinutes } from "../../support/minute-scan.ts";
import { pagingPlan } from "../../support/paging-plan.ts";
import { PATIENCE_MS, runs } from "../../support/runs.ts";

const ALL = [1, 2, 3, 4, 5, 6, 7];
const OFFICE: Hours = { timeZone: "UTC", windows: [{ days: ALL, from: "09:00", to: "17:00" }] };
const NIGHT = Date.UTC(2099, 0, 5, 3);

function planOf(
	supportHours: Hours | null,
	businessHours: Hours["windows"][number] | null = null,
): PagingPlan {
	const hours = businessHours && { timeZone: "UTC", ...businessHours };
	const teams = [{ id: "team_shop", name: "Shop", memberIds: [], businessHours: hours }];
	const base = pagingPlan([300, 300], 0, { teams });
	return { ...base, service: { ...base.service, teamId: "team_shop", supportHours, ackTimeoutSeconds: 0 } };
}

describe("the hours of a service", () => {
	it("are its own, else those of its team, else none", () => {
		const team = { days: ALL, from: "08:00", to: "12:00" };
		expect(hoursOf(planOf(OFFICE, team))).toBe(OFFICE);
		expect(hoursOf(planOf(null, team))?.windows).toEqual([{ timeZone: "UTC", ...team }]);
		expect(hoursOf(planOf(null))).toBeNull();
	});

	it("page a P3 that nobody has each morning, until somebody acknowledges", () => {
		const rig = new IncidentRig(planOf(OFFICE), "P3", NIGHT);
		rig.pass(days(2) + minutes(7 * 60));
		const at = (day: number) => `1/1 Ana at ${days(day) + minutes(360)}`;
		expect(rig.requests()).toEqual([at(0), at(1), at(2)]);
		rig.command({ kind: "acknowledge" });
		rig.pass(days(3));
		expect(rig.requests()).toHaveLength(3);
	});

	it("page a P3 once where they never end, and a P2 at any hour", () => {
		const always: Hours = { timeZone: "UTC", windows: [{ days: ALL, from: "00:00", to: "00:00" }] };
		const rig = new IncidentRig(planOf(always), "P3", NIGHT);
		rig.pass(days(3));
		expect(rig.requests()).toEqual(["1/1 Ana at 0"]);
		const high = new IncidentRig(planOf(OFFICE), "P2", NIGHT);
		high.pass(seconds(1));
		expect(high.requests()[0]).toBe("1/1 Ana at 0");
	});

	it("end a rehearsal half an hour after they began anew for the first time", () => {
		const { steps, untilAt } = rehearse(planOf(OFFICE), "P3", NIGHT, false);
		expect(steps.map(({ at }) => at - NIGHT)).toEqual([minutes(360), days(1) + minutes(360)]);
		expect(untilAt).toBe(NIGHT + days(1) + minutes(390));
	});
});

describe("edited hours", () => {
	const rigAt = (hours: Hours | null) => new IncidentRig(planOf(hours), "P3", NIGHT);
	const from = (time: string): Hours => ({
		timeZone: "UTC",
		windows: [{ days: ALL, from: time, to: "17:00" }],
	});

	it("move a page that waits for them, earlier and later, to now where they are open, and none that has left", () => {
		const { incident } = rigAt(OFFICE);
		const moved = (after: Hours | null, now = NIGHT) =>
			movedStart(incident, planOf(OFFICE), planOf(after), now);
		expect(moved(from("08:00"))).toBe(NIGHT + minutes(300));
		expect(moved(from("10:00"))).toBe(NIGHT + minutes(420));
		expect(moved(from("10:00"), NIGHT + minutes(360))).toBe(NIGHT + minutes(420));
		expect(moved(null)).toBe(NIGHT);
		expect(moved(OFFICE)).toBeNull();
		const rig = rigAt(null);
		rig.pass(seconds(1));
		expect(movedStart(rig.incident, planOf(null), planOf(OFFICE), rig.now)).toBeNull();
		expect(keepsOtherHours(planOf(OFFICE), planOf(from("08:00")))).toBe(true);
		expect(keepsOtherHours(planOf(OFFICE), planOf(structuredClone(OFFICE)))).toBe(false);
	});

	it("never page before what else is waited for is over", () => {
		const rig = rigAt(null);
		rig.pass(seconds(1));
		rig.command({ kind: "snooze", seconds: 60 });
		rig.pass(seconds(61));
		// Level 1 follows five minutes after the snooze.
		const { startsAt } = rig.incident.ladder;
		expect(movedStart(rig.incident, planOf(null), planOf(from("02:00")), rig.now)).toBeNull();
		expect(movedStart(rig.incident, planOf(null), planOf(from("04:00")), rig.now)).toBe(NIGHT + minutes(60));
		expect(startsAt).toBe(NIGHT + seconds(361));
	});
});

describe("whatever the hours are", () => {
	const time = fc
		.integer({ min: 0, max: 95 })
		.map((n) => `${String(Math.floor(n / 4)).padStart(2, "0")}:${String((n % 4) * 15).padStart(2, "0")}`);
	const window = fc.record({
		days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
		from: time,
		to: time,
	});
	const hours = fc.record({
		timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/Chicago"),
		windows: fc.array(window, { minLength: 1, maxLength: 3 }),
	});
	/** The days around a clock change in both zones. */
	const BEGIN = Date.UTC(2031, 2, 28);

	it(
		"a P3 that nobody has is paged in them alone, and at each of their beginnings",
		() => {
			fc.assert(
				fc.property(hours, fc.integer({ min: 0, max: 2_880 }), (supportHours, minute) => {
					const startAt = BEGIN + minutes(minute);
					const rig = new IncidentRig(planOf(supportHours), "P3", startAt);
					const until = startAt + days(5);
					rig.pass(days(5) - 1);
					const sets = supportHours.windows.map((one) =>
						scanOpenMinutes({ ...one, timeZone: supportHours.timeZone }, startAt - minutes(1), until),
					);
					const isOpen = (at: number) => sets.some((open) => open.has(at));
					const begins = [...Array(5 * 1_440).keys()]
						.map((n) => startAt + minutes(n))
						.filter((at, n) => isOpen(at) && (n === 0 || !isOpen(at - minutes(1))));
					const paged = rig.events.filter(({ type }) => type === "page_attempted").map(({ at }) => at);
					expect(paged).toEqual(begins);
				}),
				{ numRuns: runs(40) },
			);
		},
		PATIENCE_MS,
	);
});

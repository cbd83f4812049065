import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextAfter, onCallAt, shiftsBetween } from "../../../worker/oncall/rules/rotation.ts";
import type { Schedule } from "../../../worker/oncall/rules/schedule.ts";
import { offsetOf, scanShifts } from "../../support/minute-scan.ts";
import { PATIENCE_MS, runs, soak } from "../../support/runs.ts";
import { ANA, BO, CHIDI, cases, nextChange, stretches, ZONES } from "../../support/schedules.ts";

const DAY_MS = 86_400_000;
const USUAL: Schedule = {
	id: "sch_shop",
	name: "Shop",
	timeZone: "Europe/Berlin",
	layers: [
		{
			name: "primary",
			userIds: [ANA, BO, CHIDI],
			rotation: { unit: "week", length: 1, startsAt: "2016-01-04T09:00" },
			restrictions: [],
		},
		{
			name: "weekends",
			userIds: [CHIDI, BO],
			rotation: { unit: "hour", length: 12, startsAt: "2016-01-04T08:00" },
			restrictions: [{ days: [6, 7], from: "08:00", to: "20:00" }],
		},
	],
	overrides: [],
};

describe("the final schedule", () => {
	it(
		"F52, F54, I20: is what a scan of every minute finds, for any layers and overrides, in every zone",
		() => {
			fc.assert(
				fc.property(cases, ({ schedule, from, to }) => {
					expect(shiftsBetween(schedule, from, to)).toEqual(scanShifts(schedule, from, to));
				}),
				{ numRuns: runs(150) },
			);
		},
		PATIENCE_MS,
	);

	it(
		"I20: covers the whole range with shifts that touch, never overlap and differ from their neighbours",
		() => {
			fc.assert(
				fc.property(cases, ({ schedule, from, to }) => {
					const shifts = shiftsBetween(schedule, from, to);
					expect(shifts[0]?.startsAt).toBe(from);
					expect(shifts.at(-1)?.endsAt).toBe(to);
					for (const [n, shift] of shifts.entries()) {
						expect(shift.startsAt).toBeLessThan(shift.endsAt);
						const next = shifts[n + 1];
						if (!next) continue;
						expect(next.startsAt).toBe(shift.endsAt);
						expect([next.userId, next.source]).not.toEqual([shift.userId, shift.source]);
					}
				}),
				{ numRuns: runs(300) },
			);
		},
		PATIENCE_MS,
	);

	it(
		"I20: names one person for an instant, the same in the list of shifts and in who is on call",
		() => {
			fc.assert(
				fc.property(cases, fc.nat(), ({ schedule, from, to }, anywhere) => {
					const at = from + (anywhere % (to - from));
					const now = onCallAt(schedule, at);
					const listed = shiftsBetween(schedule, from, to).find((s) => s.startsAt <= at && at < s.endsAt);
					expect(listed).toEqual({
						...now,
						startsAt: Math.max(now.startsAt, from),
						endsAt: Math.min(now.endsAt, to),
					});
				}),
				{ numRuns: runs(300) },
			);
		},
		PATIENCE_MS,
	);

	it(
		"says the same of an instant whatever range it is asked in",
		() => {
			fc.assert(
				fc.property(cases, fc.integer({ min: 1, max: 1_440 }), ({ schedule, from, to }, minutes) => {
					const middle = Math.min(to, from + minutes * 60_000);
					const halves = [...shiftsBetween(schedule, from, middle), ...shiftsBetween(schedule, middle, to)];
					expect(halves.every((h) => onCallAt(schedule, h.startsAt).userId === h.userId)).toBe(true);
					expect(onCallAt(schedule, to - 1).userId).toBe(halves.at(-1)?.userId);
				}),
				{ numRuns: runs(150) },
			);
		},
		PATIENCE_MS,
	);

	it(
		"names as backup only somebody else who really takes over",
		() => {
			fc.assert(
				fc.property(cases, ({ schedule, from, to }) => {
					const current = onCallAt(schedule, from).userId;
					const expected = shiftsBetween(schedule, from, to).find(
						(s) => s.userId !== null && s.userId !== current,
					);
					const backup = nextAfter(schedule, from);
					if (expected) expect(backup).toBe(expected.userId);
					else expect([current, undefined]).not.toContain(backup ?? "nobody");
				}),
				{ numRuns: runs(150) },
			);
		},
		PATIENCE_MS,
	);
});

describe("hand-offs", () => {
	const rotation = fc.record({
		unit: fc.constantFrom("day" as const, "week" as const),
		length: fc.integer({ min: 1, max: 3 }),
		people: fc.integer({ min: 2, max: 5 }),
		quarter: fc.integer({ min: 0, max: 95 }),
		cycles: fc.integer({ min: 1, max: 4 }),
	});

	it(
		"I21: give everybody the same number of shifts in whole cycles, clock changes or not",
		() => {
			fc.assert(
				fc.property(stretches, rotation, ({ zone, from }, { unit, length, people, quarter, cycles }) => {
					const userIds = Array.from({ length: people }, (_, n) => `usr_${n}`);
					const begins = Math.floor(from / DAY_MS) * DAY_MS + quarter * 900_000;
					const startsAt = new Date(begins).toISOString().slice(0, 16);
					const layers = [
						{ name: "primary", userIds, rotation: { unit, length, startsAt }, restrictions: [] },
					];
					const shop = { id: "sch_shop", name: "Shop", timeZone: zone, layers, overrides: [] };
					const span = (unit === "week" ? 7 : 1) * length * people * cycles * DAY_MS;
					const firstAt = shiftsBetween(shop, begins - 2 * DAY_MS, begins + 2 * DAY_MS).find(
						(s) => s.userId !== null,
					)!.startsAt;
					const shifts = shiftsBetween(shop, firstAt, firstAt + span);
					const counts = userIds.map((id) => shifts.filter((s) => s.userId === id).length);
					expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
					expect(Math.min(...counts)).toBeGreaterThanOrEqual(cycles - 1);
				}),
				{ numRuns: runs(100) },
			);
		},
		PATIENCE_MS,
	);

	it(
		"F52: are at the schedule's wall-clock time, or at a clock change that skipped it, on every day of twenty years",
		() => {
			for (const zone of soak ? ZONES : ["Europe/Berlin", "Australia/Lord_Howe", "America/Santiago"]) {
				const rotation = { unit: "day" as const, length: 1, startsAt: "2020-01-01T00:30" };
				const layers = [{ name: "primary", userIds: [ANA, BO], rotation, restrictions: [] }];
				const shop = { id: "sch_shop", name: "Shop", timeZone: zone, layers, overrides: [] };
				const from = Date.UTC(2020, 0, 3);
				const shifts = shiftsBetween(shop, from, Date.UTC(2040, 0, 1));
				expect([20 * 365 + 2, 20 * 365 + 3, 20 * 365 + 4]).toContain(shifts.length);
				for (const { startsAt } of shifts.slice(1)) {
					const wall = new Date(startsAt + offsetOf(zone, startsAt)).toISOString().slice(11, 16);
					if (wall !== "00:30") expect(nextChange(zone, startsAt - 1)).toBe(startsAt);
				}
			}
		},
		PATIENCE_MS,
	);
});

it("finds who is on call in under a millisecond, ten years after the rotation began", () => {
	const at = (n: number) => Date.UTC(2026, 0, 1) + n * 7 * 3_600_000;
	const took = Array.from({ length: 300 }, (_, n) => {
		const begun = performance.now();
		onCallAt(USUAL, at(n));
		return performance.now() - begun;
	}).sort((a, b) => a - b);
	expect(took[150]).toBeLessThan(1);
});

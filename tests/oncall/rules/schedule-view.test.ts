import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shiftsBetween } from "../../../worker/oncall/rules/rotation.ts";
import type { Schedule } from "../../../worker/oncall/rules/schedule.ts";
import { scheduleView } from "../../../worker/oncall/rules/schedule-view.ts";
import { clockChanges } from "../../../worker/platform/rules/wall-clock.ts";
import { offsetOf } from "../../support/minute-scan.ts";
import { runs } from "../../support/runs.ts";
import { ANA, BO, CHIDI, cases, nextChange, stretches } from "../../support/schedules.ts";

const at = (text: string) => Date.parse(`${text}Z`);
const SHOP: Schedule = {
	...{ id: "sch_shop", name: "Shop", timeZone: "UTC" },
	layers: [
		{
			name: "Until Wednesday",
			userIds: [ANA, BO],
			rotation: { unit: "day", length: 1, startsAt: "2026-11-30T09:00", endsAt: "2026-12-02T12:00" },
			restrictions: [],
		},
		{
			name: "From Thursday",
			userIds: [CHIDI],
			rotation: { unit: "week", length: 1, startsAt: "2026-12-03T00:00" },
			restrictions: [],
		},
	],
	overrides: [],
};

describe("the eight weeks of a schedule", () => {
	it("end with the shifts that are paged, and show each layer as if it stood alone", () => {
		fc.assert(
			fc.property(cases, ({ schedule, from, to }) => {
				const view = scheduleView(schedule, from, to);
				expect(view.final).toEqual(shiftsBetween(schedule, from, to));
				expect(view.layers.map(({ shifts }) => shifts)).toEqual(
					schedule.layers.map((layer) =>
						shiftsBetween({ ...schedule, layers: [layer], overrides: [] }, from, to),
					),
				);
			}),
			{ numRuns: runs(50) },
		);
	});

	it("name every minute that nobody has as a gap, and no other", () => {
		fc.assert(
			fc.property(cases, ({ schedule, from, to }) => {
				const { final, gaps } = scheduleView(schedule, from, to);
				const without = final.filter(({ userId }) => userId === null);
				const length = (list: { startsAt: number; endsAt: number }[]) =>
					list.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
				expect(length(gaps)).toBe(length(without));
				for (const { startsAt, endsAt } of without)
					expect(gaps.some((gap) => gap.startsAt <= startsAt && endsAt <= gap.endsAt)).toBe(true);
				for (const [n, gap] of gaps.entries()) expect(gap.startsAt).toBeGreaterThan(gaps[n - 1]?.endsAt ?? 0);
			}),
			{ numRuns: runs(50) },
		);
	});

	it("stop a rotation at its end, and leave the time until the next one as a gap", () => {
		const { final, gaps } = scheduleView(SHOP, at("2026-12-01T09:00"), at("2026-12-04T00:00"));
		expect(final.map(({ userId, startsAt }) => [userId, startsAt])).toEqual([
			[BO, at("2026-12-01T09:00")],
			[ANA, at("2026-12-02T09:00")],
			[null, at("2026-12-02T12:00")],
			[CHIDI, at("2026-12-03T00:00")],
		]);
		expect(gaps).toMatchObject([{ startsAt: at("2026-12-02T12:00"), endsAt: at("2026-12-03T00:00") }]);
	});

	it("name each setting of the clocks, as Intl reads them", () => {
		fc.assert(
			fc.property(stretches, ({ zone, from, to }) => {
				for (const { at, byMinutes } of clockChanges(zone, from, to))
					expect((offsetOf(zone, at) - offsetOf(zone, at - 60_000)) / 60_000).toBe(byMinutes);
				const next = nextChange(zone, from);
				const moved = next !== null && next < to && offsetOf(zone, next) !== offsetOf(zone, next - 60_000);
				if (moved) expect(clockChanges(zone, from, to).map((change) => change.at)).toContain(next);
			}),
			{ numRuns: runs(100) },
		);
	});
});

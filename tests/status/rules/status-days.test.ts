import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SEVERITIES } from "../../../worker/paging/rules/severity.ts";
import { days, hours, minutes } from "../../../worker/platform/rules/time.ts";
import { BAR_DAYS, dayOf, daysOf, uptimeOf } from "../../../worker/status/rules/status-days.ts";
import { monthOf, monthPlus, monthRange } from "../../../worker/status/rules/status-month.ts";
import { NOON, publicIncident } from "../../support/public-cast.ts";

const YEAR_OLD = { createdAt: NOON - days(365), status: "operational" as const };
const TODAY = dayOf(NOON);

describe("the ninety days of a component", () => {
	it("ends today and begins 89 days before, at midnight UTC", () => {
		const bars = daysOf(YEAR_OLD, [], NOON);
		expect([bars.length, bars[0]?.at, bars.at(-1)?.at]).toEqual([BAR_DAYS, TODAY - days(89), TODAY]);
	});

	it("shows days before the component existed as no data, never as well", () => {
		const bars = daysOf({ ...YEAR_OLD, createdAt: TODAY - days(2) + hours(6) }, [], NOON);
		expect(bars.filter((d) => d.status === "no_data")).toHaveLength(87);
		expect(bars.slice(87).map((d) => d.observedMs)).toEqual([hours(18), days(1), hours(12)]);
	});

	it("counts an outage over midnight on both of its days", () => {
		const over = publicIncident({ startedAt: TODAY - minutes(20), resolvedAt: TODAY + minutes(30) });
		const [yesterday, today] = daysOf(YEAR_OLD, [over], NOON).slice(-2);
		expect([yesterday?.downMs, today?.downMs]).toEqual([minutes(20), minutes(30)]);
		expect([yesterday?.status, today?.status]).toEqual(["major_outage", "major_outage"]);
	});

	it("counts a minute once where two incidents overlap, as the worse of them", () => {
		const partial = publicIncident({
			incidentId: "inc_a",
			severity: "P2",
			startedAt: TODAY,
			resolvedAt: TODAY + minutes(60),
		});
		const down = publicIncident({
			incidentId: "inc_b",
			startedAt: TODAY + minutes(50),
			resolvedAt: TODAY + minutes(70),
		});
		const today = daysOf(YEAR_OLD, [partial, down], NOON).at(-1);
		expect([today?.downMs, today?.partialMs]).toEqual([minutes(20), minutes(50)]);
		expect(today?.incidentIds).toEqual(["inc_a", "inc_b"]);
	});

	it("counts the earlier episodes of a reopened incident, and not the time between", () => {
		const reopened = publicIncident({
			startedAt: TODAY + hours(2),
			resolvedAt: TODAY + hours(3),
			earlier: [{ startedAt: TODAY, resolvedAt: TODAY + minutes(15) }],
		});
		expect(daysOf(YEAR_OLD, [reopened], NOON).at(-1)?.downMs).toBe(minutes(75));
	});

	it("counts an open incident up to now", () => {
		const open = publicIncident({ startedAt: NOON - minutes(10) });
		expect(daysOf(YEAR_OLD, [open], NOON).at(-1)?.downMs).toBe(minutes(10));
	});

	it("marks a day whose outage was resolved in the instant it began", () => {
		const blink = publicIncident({ startedAt: NOON - days(1), resolvedAt: NOON - days(1) });
		expect(daysOf(YEAR_OLD, [blink], NOON).at(-2)).toMatchObject({ status: "major_outage", downMs: 0 });
	});

	it("weighs a partial outage half, and degraded not at all", () => {
		const hourOf = (severity: "P1" | "P2" | "P3") =>
			uptimeOf(
				daysOf(
					{ ...YEAR_OLD, createdAt: TODAY },
					[publicIncident({ severity, startedAt: TODAY, resolvedAt: TODAY + hours(1) })],
					NOON,
				),
			);
		expect(hourOf("P1")).toBeCloseTo(11 / 12, 10);
		expect(hourOf("P2")).toBeCloseTo(1 - 0.5 / 12, 10);
		expect(hourOf("P3")).toBe(1);
	});

	it("claims no uptime for a component without any observed time", () => {
		expect(uptimeOf(daysOf({ ...YEAR_OLD, createdAt: NOON }, [], NOON))).toBeNull();
	});

	it("never finds more lost than observed time, and uptime between 0 and 1", () => {
		const incident = fc
			.record({
				ago: fc.integer({ min: 0, max: days(100) }),
				lasted: fc.option(fc.integer({ min: 0, max: days(9) })),
				severity: fc.constantFrom(...SEVERITIES),
				id: fc.integer({ max: 9, min: 0 }),
			})
			.map(({ ago, lasted, severity, id }) =>
				publicIncident({
					incidentId: `inc_${id}`,
					severity,
					startedAt: NOON - ago,
					resolvedAt: lasted === null ? null : NOON - ago + lasted,
				}),
			);
		fc.assert(
			fc.property(
				fc.array(incident, { maxLength: 8 }),
				fc.integer({ min: 0, max: days(120) }),
				(all, age) => {
					const bars = daysOf({ createdAt: NOON - age, status: "operational" }, all, NOON);
					for (const day of bars) {
						expect(day.downMs + day.partialMs + day.degradedMs).toBeLessThanOrEqual(day.observedMs);
						if (day.status === "no_data") expect(day.incidentIds).toEqual([]);
					}
					const uptime = uptimeOf(bars) ?? 1;
					expect(uptime >= 0 && uptime <= 1).toBe(true);
				},
			),
		);
	});
});

describe("months", () => {
	it("run from their first midnight UTC to the next month's", () => {
		expect(monthRange("2026-12")).toEqual({ from: Date.UTC(2026, 11, 1), to: Date.UTC(2027, 0, 1) });
		expect([monthOf(NOON), monthPlus("2026-01", -1), monthPlus("2026-12", 1)]).toEqual([
			"2026-11",
			"2025-12",
			"2027-01",
		]);
	});

	it.each(["", "2026-13", "2026-1", "26-11", "2026-11-01", "2026-11'"])("refuse %j", (text) => {
		expect(monthRange(text)).toBeNull();
	});
});

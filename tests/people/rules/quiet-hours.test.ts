import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quietUntil } from "../../../worker/people/rules/quiet-hours.ts";
import { runs } from "../../support/runs.ts";

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const NIGHT = { days: EVERY_DAY, from: "22:00", to: "07:00" };
const berlin = (at: string) => quietUntil(NIGHT, "Europe/Berlin", Date.parse(at));

describe("quiet hours", () => {
	it("end in the morning of the person's own time zone", () => {
		expect(berlin("2026-11-28T23:30:00+01:00")).toBe(Date.parse("2026-11-29T07:00:00+01:00"));
		expect(berlin("2026-11-29T06:59:59+01:00")).toBe(Date.parse("2026-11-29T07:00:00+01:00"));
		expect(berlin("2026-11-29T07:00:00+01:00")).toBeNull();
	});

	it("end at 07:00 on the night in which the clocks change", () => {
		expect(berlin("2026-03-29T01:30:00+01:00")).toBe(Date.parse("2026-03-29T07:00:00+02:00"));
	});

	it("hold nothing for a person who has none, or whose hours would never end", () => {
		expect(quietUntil(null, "UTC", 0)).toBeNull();
		expect(quietUntil(undefined, "UTC", 0)).toBeNull();
		expect(quietUntil({ ...NIGHT, days: [] }, "UTC", 0)).toBeNull();
		expect(quietUntil({ days: EVERY_DAY, from: "00:00", to: "00:00" }, "UTC", 0)).toBeNull();
	});

	it("are over when they end, for any hours and any instant", () => {
		const clock = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, "0")}:00`);
		const hours = fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 })), from: clock, to: clock });
		const at = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });
		fc.assert(
			fc.property(
				hours,
				fc.constantFrom("Europe/Berlin", "America/New_York", "UTC"),
				at,
				(one, zone, now) => {
					const until = quietUntil(one, zone, now);
					if (until === null) return;
					expect(until).toBeGreaterThan(now);
					expect(quietUntil(one, zone, until)).toBeNull();
				},
			),
			{ numRuns: runs(500) },
		);
	});
});

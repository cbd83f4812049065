import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginsAfter, isOpen, opensAt } from "../../../worker/people/rules/business-hours.ts";
import type { BusinessHours, Hours } from "../../../worker/people/rules/person.ts";
import { scanOpenMinutes } from "../../support/minute-scan.ts";
import { PATIENCE_MS, runs } from "../../support/runs.ts";
import { restrictions, stretches } from "../../support/schedules.ts";

const utc = (text: string): number => Date.parse(`${text}Z`);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const OFFICE: BusinessHours = {
	timeZone: "Europe/Berlin",
	days: [1, 2, 3, 4, 5],
	from: "09:00",
	to: "17:00",
};

const hoursOf = ({ timeZone, ...window }: BusinessHours): Hours => ({ timeZone, windows: [window] });

describe("business hours", () => {
	const TABLE: [string, BusinessHours, string, string][] = [
		["a page at noon goes at once", OFFICE, "2026-11-23T11:00", "2026-11-23T11:00"],
		["a page in the night waits for the morning", OFFICE, "2026-11-23T02:00", "2026-11-23T08:00"],
		["a page at closing time waits for the next day", OFFICE, "2026-11-23T16:00", "2026-11-24T08:00"],
		["a page on Friday evening waits for Monday", OFFICE, "2026-11-27T18:00", "2026-11-30T08:00"],
		["Monday's opening follows the clocks put forward", OFFICE, "2026-03-28T12:00", "2026-03-30T07:00"],
		["Monday's opening follows the clocks put back", OFFICE, "2026-10-24T12:00", "2026-10-26T08:00"],
		[
			"an opening that is skipped happens after the gap",
			{ ...OFFICE, days: [7], from: "02:30", to: "05:00" },
			"2026-03-29T00:00",
			"2026-03-29T01:00",
		],
		[
			"hours that a clock change swallows whole are there a week later",
			{ ...OFFICE, days: [7], from: "02:00", to: "02:45" },
			"2026-03-29T00:30",
			"2026-04-05T00:00",
		],
		[
			"an opening that comes twice happens at the first",
			{ ...OFFICE, days: [7], from: "02:30", to: "05:00" },
			"2026-10-25T00:00",
			"2026-10-25T00:30",
		],
		[
			"a night shift of Friday is open on Saturday morning",
			{ ...OFFICE, days: [5], from: "22:00", to: "06:00" },
			"2026-11-28T04:30",
			"2026-11-28T04:30",
		],
		[
			"equal times are a whole day",
			{ ...OFFICE, days: [6], from: "00:00", to: "00:00" },
			"2026-11-28T22:59",
			"2026-11-28T22:59",
		],
		["hours without days hold nothing back", { ...OFFICE, days: [] }, "2026-11-28T22:59", "2026-11-28T22:59"],
	];
	it.each(TABLE)("%s", (_title, hours, at, expected) => {
		expect(new Date(opensAt(hoursOf(hours), utc(at))).toISOString()).toBe(`${expected}:00.000Z`);
		expect(isOpen(hoursOf(hours), utc(at))).toBe(at === expected);
	});

	it(
		"opens at the first minute that a scan of every minute finds open, in every zone",
		() => {
			fc.assert(
				fc.property(stretches, restrictions, ({ zone, from, to }, window) => {
					const hours = { ...window, timeZone: zone };
					const open = scanOpenMinutes(hours, from, to + 9 * DAY_MS);
					let opening = Number.NaN;
					for (let at = to + 9 * DAY_MS - MINUTE_MS; at >= from; at -= MINUTE_MS) {
						if (open.has(at)) opening = at;
						if (at >= to || (at - from) % (97 * MINUTE_MS) !== 0) continue;
						expect(isOpen(hoursOf(hours), at)).toBe(open.has(at));
						if (!Number.isNaN(opening)) expect(opensAt(hoursOf(hours), at)).toBe(opening);
					}
				}),
				{ numRuns: runs(25) },
			);
		},
		PATIENCE_MS,
	);

	const TWICE_A_DAY: Hours = {
		timeZone: "Europe/Berlin",
		windows: [
			{ ...OFFICE, from: "09:00", to: "12:00" },
			{ ...OFFICE, from: "12:00", to: "14:00" },
			{ ...OFFICE, from: "15:00", to: "17:00" },
		],
	};
	const ALL_DAYS = { ...OFFICE, days: [1, 2, 3, 4, 5, 6, 7] };
	const NEVER_OVER: Hours = {
		timeZone: "UTC",
		windows: [
			{ ...ALL_DAYS, from: "00:00", to: "12:00" },
			{ ...ALL_DAYS, from: "12:00", to: "00:00" },
		],
	};
	const BEGINNINGS: [string, Hours, string, string | null][] = [
		["after this day's end, the next morning", hoursOf(OFFICE), "2026-11-23T11:00", "2026-11-24T08:00"],
		["from the night, the same morning", hoursOf(OFFICE), "2026-11-23T02:00", "2026-11-23T08:00"],
		["from Friday, over a clock change, on Monday", hoursOf(OFFICE), "2026-03-27T11:00", "2026-03-30T07:00"],
		["after the lunch, not where two windows touch", TWICE_A_DAY, "2026-11-23T09:00", "2026-11-23T14:00"],
		["never, where windows follow on each other without an end", NEVER_OVER, "2026-11-23T09:00", null],
		["never, where they have no day", hoursOf({ ...OFFICE, days: [] }), "2026-11-23T09:00", null],
	];
	it.each(BEGINNINGS)("begin anew %s", (_title, hours, at, expected) => {
		const begins = beginsAfter(hours, utc(at));
		expect(begins === null ? null : new Date(begins).toISOString()).toBe(
			expected === null ? null : `${expected}:00.000Z`,
		);
	});

	it(
		"begin anew at the first open minute after a closed one that a scan of every minute finds",
		() => {
			fc.assert(
				fc.property(stretches, restrictions, restrictions, ({ zone, from }, one, other) => {
					const until = from + 9 * DAY_MS;
					const [a, b] = [one, other].map((each) =>
						scanOpenMinutes({ ...each, timeZone: zone }, from, until),
					);
					const isOpenAt = (at: number) => a!.has(at) || b!.has(at);
					let at = from;
					while (at < until && isOpenAt(at)) at += MINUTE_MS;
					while (at < until && !isOpenAt(at)) at += MINUTE_MS;
					if (at < until) expect(beginsAfter({ timeZone: zone, windows: [one, other] }, from)).toBe(at);
				}),
				{ numRuns: runs(25) },
			);
		},
		PATIENCE_MS,
	);
});

import { describe, expect, it } from "vitest";
import { bucketsOf } from "../../app/screens/metrics/buckets.ts";
import {
	countWords,
	type Figure,
	leftOutWords,
	longWords,
	percent,
	proposalWords,
	trendWords,
} from "../../app/screens/metrics/figure-words.ts";
import { filterOf, keyOf, queryOf } from "../../app/screens/metrics/filter.ts";
import { leavingOut } from "../../worker/metrics/rules/left-out.ts";

const NONE = leavingOut({});
const figure = (count: number, medianMs: number | null): Figure => ({
	...{ count, medianMs, meanMs: medianMs, p90Ms: medianMs },
	...{ leftOut: NONE, definition: "" },
});

describe("metrics in words", () => {
	it("call a difference one only where there are enough of both", () => {
		expect(trendWords(figure(0, null), figure(40, 60_000))).toBeNull();
		expect(trendWords(figure(4, 60_000), figure(40, 60_000))).toBe("Too few for a median to mean much.");
		expect(trendWords(figure(40, 60_000), figure(0, null))).toBe("Nothing to compare it with.");
		expect(trendWords(figure(19, 60_000), figure(40, 90_000))).toBe("Too few for a trend.");
		expect(trendWords(figure(20, 60_000), figure(20, 90_000))).toBe("30 s shorter than before.");
		expect(trendWords(figure(20, 3_600_000), figure(20, 60_000))).toBe("59 min longer than before.");
		expect(trendWords(figure(20, 60_400), figure(20, 60_000))).toBe("The same as before.");
	});

	it("say what is left out, and nothing when nothing is", () => {
		expect(leftOutWords(NONE)).toBeNull();
		expect(leftOutWords({ ...NONE, drills: 1, stillOpen: 3 })).toBe("Left out: 1 drill, 3 still open.");
	});

	it("cut percentages, and do not lose a whole one", () => {
		expect(percent(0.99999, 2)).toBe("99.99%");
		expect(percent(0.29)).toBe("29%");
		expect(percent(1, 2)).toBe("100.00%");
		expect(percent(null)).toBe("–");
		expect(longWords(null)).toBe("–");
	});

	it("count one as one", () => {
		expect(countWords(1, 0, "7")).toBe("1 incident in 7 days, 0 in the 7 days before.");
		expect(proposalWords({ failureThreshold: 2, savedIncidents: 1, savedPages: 9 })).toBe(
			"Threshold 2 would have saved 9 pages in 1 incident.",
		);
	});
});

describe("days on a phone", () => {
	const days = (count: number) =>
		Array.from({ length: count }, (_, n) => ({
			...{ day: new Date(Date.UTC(2025, 11, 1 + n)).toISOString().slice(0, 10) },
			...{ P1: 1, P2: 0, P3: 2, P4: 0 },
		}));

	it("are days up to a month", () => {
		const buckets = bucketsOf(days(31));
		expect(buckets).toHaveLength(31);
		expect(buckets[0]).toEqual({ label: "Dec 1", counts: [1, 0, 2, 0], total: 3 });
	});

	it("are weeks after that, the last one whole, and lose none", () => {
		const buckets = bucketsOf(days(90));
		expect(buckets).toHaveLength(13);
		expect(buckets[0]).toMatchObject({ label: "Dec 1, 2025", total: 18 });
		expect(buckets.at(-1)).toMatchObject({ label: "Feb 22", total: 21 });
		expect(buckets.reduce((sum, { total }) => sum + total, 0)).toBe(270);
		expect(bucketsOf([])).toEqual([]);
	});
});

describe("the filter", () => {
	it("reads the address, and takes what it does not know for not said", () => {
		expect(filterOf({ days: "8", severity: "P9", service: "" })).toEqual({ days: "90" });
		expect(filterOf({ days: "30", severity: "P1", team: "tea_1" })).toEqual({
			...{ days: "30", severity: "P1", teamId: "tea_1" },
		});
	});

	it("asks for a period that ends now, and remembers it by what it is", () => {
		const filter = filterOf({ days: "7", service: "svc_1" });
		expect(keyOf(filter)).toBe(keyOf(filterOf({ service: "svc_1", days: "7" })));
		expect(queryOf(filter, Date.UTC(2026, 0, 8), "UTC")).toBe(
			"from=2026-01-01T00%3A00%3A00.000Z&timeZone=UTC&serviceId=svc_1",
		);
	});
});

import { describe, expect, it } from "vitest";
import { heartbeatsOf } from "../../app/screens/monitoring/heartbeats.ts";
import {
	daysWords,
	forWords,
	outageWords,
	shareWords,
	sinceWords,
} from "../../app/screens/monitoring/history-words.ts";
import { mostMs, timesOf } from "../../app/screens/monitoring/latency-view.ts";
import { pauseEnds } from "../../app/screens/monitoring/pauses.ts";
import { everyWords, pagesWords, ruleWords } from "../../app/screens/monitoring/rule-words.ts";
import type { Check } from "../../app/state/wire.ts";
import type { Region } from "../../worker/platform/rules/region.ts";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const history = (days: string, more = {}) => ({
	...{ days, since: "2026-09-14T08:00:00.000Z", changedAt: null, uptime: 1, downMs: 0, outages: 0 },
	...more,
});

describe("ninety days in words", () => {
	it("never round up to a hundred", () => {
		expect([0.99999, 1, 0, null, undefined].map(shareWords)).toEqual(["99.99%", "100%", "0.00%", null, null]);
	});

	it("say since when, and when there is nothing", () => {
		expect([history(""), null, undefined].map(sinceWords)).toEqual(["since Sep 14", "no data", "no data"]);
		expect(daysWords(null, NOW)).toBe("Last 90 days: no data.");
	});

	it("name the days that were not well to whoever cannot see the bars", () => {
		expect(daysWords(history("u".repeat(90)), NOW)).toBe("Last 90 days: up every day.");
		const days = `${"-".repeat(80)}uxuduuuxuu`;
		expect(daysWords(history(days), NOW)).toBe(
			"Last 90 days: 2 days down (Nov 20, Nov 26), 1 day degraded (Nov 22), no data on 80 days.",
		);
		expect(daysWords(history("x".repeat(90)), NOW)).toContain(
			"90 days down (Nov 25, Nov 26, Nov 27, Nov 28, and 86 earlier)",
		);
	});

	it("tell how often it was down, and for how long in all", () => {
		expect(outageWords(history("", { outages: 0 }))).toBe("No outages");
		expect(outageWords(history("", { outages: 1, downMs: 90_000 }))).toBe("1 outage, 1 min 30 s in total");
	});

	it("say for how long in the greatest unit", () => {
		const since = (ms: number) => forWords(new Date(NOW - ms).toISOString(), NOW);
		expect([10_000, 87_000, 13 * 86_400_000 + 9].map(since)).toEqual(["< 1 min", "1 min", "13 d"]);
		expect(forWords(null, NOW)).toBeNull();
	});
});

describe("a monitor", () => {
	const rule = {
		...{ regions: ["weur", "enam", "apac"] as Region[], quorum: 2, failureThreshold: 1 },
		...{ recoveryThreshold: 2, severity: null },
	};

	it("says its rule in a sentence", () => {
		expect(ruleWords(rule)).toBe(
			"Down when 2 of 3 regions see it fail. Up again after 2 good checks in a row.",
		);
		expect(ruleWords({ ...rule, regions: ["weur"], failureThreshold: 3, recoveryThreshold: 1 })).toBe(
			"Down when its region sees it fail, 3 checks in a row. Up again after the first good check.",
		);
		expect(pagesWords("P1", "Checkout", "Shop")).toBe(
			"Then it opens a P1 for Checkout, which pages by “Shop”.",
		);
		expect([30, 60, 90, 3_600].map(everyWords)).toEqual([
			"every 30 s",
			"every 1 min",
			"every 90 s",
			"every 1 h",
		]);
	});

	it("shows what each region saw last, in strips of one length", () => {
		const check = (region: Check["region"], outcome: Check["outcome"]) => ({ region, outcome }) as Check;
		const checks = [
			check("weur", "down"),
			check("enam", "up"),
			check("weur", "up"),
			check("weur", "degraded"),
		];
		expect(heartbeatsOf(checks, ["enam", "weur", "apac"], 4)).toEqual([
			{ region: "enam", beats: "---u", last: checks[1] },
			{ region: "weur", beats: "-dux", last: checks[0] },
		]);
		expect(heartbeatsOf(checks, ["weur"], 2)[0]?.beats).toBe("ux");
	});

	it("ends a pause when it says so, in the reader's morning too", () => {
		expect(pauseEnds("open", NOW)).toBeNull();
		expect(pauseEnds("4 h", NOW)).toBe(NOW + 4 * 3_600_000);
		const morning = new Date(pauseEnds("morning", NOW) ?? 0);
		expect([morning.getHours(), morning.getMinutes()]).toEqual([9, 0]);
		expect(morning.getTime() - NOW).toBeGreaterThan(0);
		expect(morning.getTime() - NOW).toBeLessThanOrEqual(25 * 3_600_000);
	});
});

describe("a chart of latency", () => {
	const region = (...p95: (number | null)[]) => ({
		...{ region: "weur" as const, count: 1, p50Ms: 1, p95Ms: 1, p50: [10, null] },
		p95,
	});

	it("puts all regions on one scale, with a round top", () => {
		expect(mostMs({ regions: [] })).toBe(100);
		expect(mostMs({ regions: [region(90, null), region(310, 20)] })).toBe(400);
		expect(mostMs({ regions: [region(1_900)] })).toBe(2_000);
	});

	it("stands each figure in the middle of its time", () => {
		const span = { from: "2026-11-28T00:00:00Z", to: "2026-11-28T02:00:00Z", buckets: 2 };
		expect(timesOf(span).map((at) => new Date(at * 1_000).getUTCMinutes())).toEqual([30, 30]);
	});
});

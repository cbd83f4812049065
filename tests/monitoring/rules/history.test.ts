import { describe, expect, it } from "vitest";
import { HISTORY_DAYS, historyOf, worstOf } from "../../../worker/monitoring/rules/history.ts";
import type { MonitorState } from "../../../worker/monitoring/rules/monitor.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Noon of the ninetieth day. */
const NOW = Date.UTC(2026, 10, 28, 12);
const FIRST = Date.UTC(2026, 10, 28) - (HISTORY_DAYS - 1) * DAY;
const change = (at: number, state: MonitorState) => ({ at, state });
const days = (changes: Parameters<typeof historyOf>[0]) => historyOf(changes, NOW).days;

describe("ninety days of a monitor", () => {
	it("are all unknown, never well, of one that was never checked", () => {
		const nothing = { since: null, changedAt: null, uptime: null, downMs: 0, outages: 0 };
		expect(historyOf([], NOW)).toEqual({ days: "-".repeat(90), ...nothing });
		const history = historyOf([change(NOW - DAY, "pending")], NOW);
		expect(history).toEqual({ days: "-".repeat(90), ...nothing, changedAt: NOW - DAY });
	});

	it("begin with the day on which it was first checked", () => {
		const history = historyOf([change(NOW - 2 * DAY, "pending"), change(NOW - DAY, "up")], NOW);
		expect(history.days).toBe(`${"-".repeat(88)}uu`);
		expect(history).toMatchObject({ since: NOW - DAY, changedAt: NOW - DAY, uptime: 1 });
	});

	it("show the worst of each day, and how long it was down", () => {
		const down = FIRST + 10 * DAY + HOUR;
		const history = historyOf(
			[
				change(FIRST - 5 * DAY, "up"),
				change(down, "down"),
				change(down + 2 * HOUR, "degraded"),
				change(down + 25 * HOUR, "up"),
			],
			NOW,
		);
		expect(history.days).toBe(`${"u".repeat(10)}xd${"u".repeat(78)}`);
		expect(history).toMatchObject({ downMs: 2 * HOUR, outages: 1, since: FIRST });
		expect(history.uptime).toBeCloseTo(1 - (2 * HOUR) / (NOW - FIRST), 10);
	});

	it("do not count a day twice at midnight", () => {
		const midnight = FIRST + 20 * DAY;
		const changes = [change(FIRST, "up"), change(midnight - HOUR, "down"), change(midnight, "up")];
		expect(days(changes)).toBe(`${"u".repeat(19)}x${"u".repeat(70)}`);
	});

	it("leave a pause out of both sides", () => {
		const history = historyOf(
			[change(NOW - 10 * HOUR, "up"), change(NOW - 6 * HOUR, "down"), change(NOW - 2 * HOUR, "paused")],
			NOW,
		);
		expect(history).toMatchObject({ uptime: 0.5, downMs: 4 * HOUR, changedAt: NOW - 2 * HOUR });
	});

	it("count an outage that was under way before them, and say since when it lasts", () => {
		const began = FIRST - 3 * DAY;
		const history = historyOf([change(began, "down")], NOW);
		expect(history).toMatchObject({ days: "x".repeat(90), outages: 1, changedAt: began, uptime: 0 });
	});

	it("do not begin anew when the same state is noted again", () => {
		const changes = [change(NOW - 3 * HOUR, "down"), change(NOW - HOUR, "down")];
		expect(historyOf(changes, NOW)).toMatchObject({ outages: 1, changedAt: NOW - 3 * HOUR });
	});
});

describe("how a service was", () => {
	it("is as its worst monitor was", () => {
		const site = [change(0, "up"), change(10, "down"), change(40, "up")];
		const search = [change(5, "up"), change(20, "degraded"), change(30, "up"), change(50, "degraded")];
		expect(worstOf([site, search])).toEqual([
			change(0, "up"),
			change(10, "down"),
			change(40, "up"),
			change(50, "degraded"),
		]);
	});

	it("is not known to be well because of a monitor that nobody looks at", () => {
		const paused = [change(0, "paused")];
		expect(worstOf([paused])).toEqual([change(0, "unknown")]);
		expect(worstOf([paused, [change(1, "up"), change(9, "unknown")]])).toEqual([
			change(0, "unknown"),
			change(1, "up"),
			change(9, "unknown"),
		]);
	});

	it("is the same however its monitors are divided", () => {
		const lists = [
			[change(0, "up"), change(7, "down"), change(9, "up")],
			[change(2, "degraded"), change(8, "up")],
			[change(1, "up"), change(9, "down"), change(12, "paused")],
		] satisfies Parameters<typeof worstOf>[0];
		const [a, b, c] = lists as [(typeof lists)[0], (typeof lists)[0], (typeof lists)[0]];
		expect(worstOf([worstOf([a, b]), c])).toEqual(worstOf(lists));
		expect(worstOf([a, worstOf([b, c])])).toEqual(worstOf(lists));
	});
});

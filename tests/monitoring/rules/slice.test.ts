import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Monitor } from "../../../worker/monitoring/rules/monitor.ts";
import { hours, minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { monitorShape } from "../../support/monitor-shape.ts";
import { type Look, type Sight, TurnedClock } from "../../support/turned-clock.ts";

/** The slice logs every verdict, and here are thousands. */
beforeAll(() => void vi.spyOn(console, "log").mockReturnValue());
afterAll(() => void vi.restoreAllMocks());

const START = Date.UTC(2026, 10, 23, 12);
const WELL: Sight = { outcome: "up", latencyMs: 80 };
const BROKEN: Sight = { outcome: "down", latencyMs: 80 };

const shop = (more: Partial<Monitor> = {}) => monitorShape("mon_checkout", "https://shop.example/", more);
const brokenFrom =
	(brokeAt: number, sight = BROKEN): Look =>
	(_id, _region, at) =>
		at >= brokeAt ? sight : WELL;

describe("a slice of 300 monitors", () => {
	it("checks each exactly once an interval for ten minutes, without drifting", () => {
		const clock = new TurnedClock(START, () => WELL);
		for (let i = 0; i < 300; i++)
			clock.put(monitorShape(`mon_${i}`, "https://shop.example/", { intervalSeconds: 30 }));
		clock.turnTo(START + minutes(1));
		clock.asked.length = 0;
		clock.turnTo(START + minutes(11));
		for (let i = 0; i < 300; i += 7) {
			const own = clock.asked.filter(({ monitorId }) => monitorId === `mon_${i}`);
			expect(own).toHaveLength(20);
			for (const [n, { at }] of own.entries()) expect(at - own[0]!.at).toBe(n * seconds(30));
		}
	});
});

describe("an outage", () => {
	it("is known within one interval and the time of two answers, whenever it begins", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 10, max: 120 }),
				fc.integer({ min: 0, max: 240_000 }),
				fc.integer({ min: 1, max: 1_900 }),
				(intervalSeconds, brokeAfterMs, latencyMs) => {
					const brokeAt = START + brokeAfterMs;
					const clock = new TurnedClock(START, brokenFrom(brokeAt, { outcome: "down", latencyMs }));
					clock.put(shop({ intervalSeconds }));
					clock.turnTo(brokeAt + seconds(intervalSeconds) + 2 * latencyMs + 200);
					expect(clock.signals().map(({ kind }) => kind)).toEqual(["down"]);
					expect(clock.signals()[0]!.detectedAt - brokeAt).toBeLessThanOrEqual(seconds(intervalSeconds));
				},
			),
			{ numRuns: 500 },
		);
	});

	it("of a target that hangs is known within one interval, its time-out and two seconds", () => {
		const clock = new TurnedClock(START, brokenFrom(START + 5_000, { outcome: "down", latencyMs: 10_000 }));
		clock.put(shop({ intervalSeconds: 30 }));
		clock.turnTo(START + seconds(5 + 30 + 10 + 2));
		expect(clock.signals()).toHaveLength(1);
	});

	it("F61: is told once although every answer comes twice", () => {
		const clock = new TurnedClock(START, brokenFrom(START));
		clock.put(shop());
		for (let at = START; at < START + minutes(2); at += 50) {
			clock.repeatAnswers();
			clock.turnTo(at);
		}
		expect(clock.signals()).toHaveLength(1);
		expect(clock.slice.checks("mon_checkout", 200).length).toBeLessThanOrEqual(clock.asked.length);
	});

	it("is told once although the slice forgets itself all the time, and so is its end", () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 30 }), (pauses) => {
				const clock = new TurnedClock(START, (_m, _r, at) => {
					return at > START + minutes(1) && at < START + minutes(4) ? BROKEN : WELL;
				});
				clock.put(shop());
				for (const pause of pauses) {
					clock.turnTo(clock.now + pause);
					clock.forget();
				}
				clock.turnTo(START + minutes(20));
				expect(clock.signals().map(({ kind }) => kind)).toEqual(["down", "up"]);
			}),
			{ numRuns: 100 },
		);
	});

	it("is found although the process is killed in every round but the last", () => {
		const clock = new TurnedClock(START, brokenFrom(START + 1, { outcome: "down", latencyMs: 500 }));
		clock.put(shop());
		for (let i = 0; i < 10; i++) {
			clock.turnTo(clock.now + seconds(10) + 100);
			clock.crash();
			clock.beat();
		}
		clock.turnTo(clock.now + seconds(15));
		expect(clock.signals()).toHaveLength(1);
	});

	it("is found although the region that was asked first never answers", () => {
		const look: Look = (_m, region, at) => {
			if (region === "weur") return { outcome: "lost", latencyMs: 0 };
			return at > START + 1_000 ? BROKEN : WELL;
		};
		const clock = new TurnedClock(START, look);
		clock.put(shop());
		clock.turnTo(START + minutes(1));
		expect(clock.signals()).toHaveLength(1);
	});
});

describe("a clock that jumps", () => {
	it("F50: an hour ahead opens nothing and loses nothing", () => {
		const clock = new TurnedClock(START, () => WELL);
		clock.put(shop());
		clock.turnTo(START + minutes(1));
		clock.now += hours(1);
		clock.beat();
		clock.turnTo(clock.now + minutes(1));
		expect(clock.signals()).toEqual([]);
		expect(clock.slice.reading("mon_checkout", clock.now)?.state).toBe("up");
	});

	it("F51: an hour back does not stop the checks", () => {
		const clock = new TurnedClock(START, () => WELL);
		clock.put(shop());
		clock.turnTo(START + minutes(1));
		clock.now -= hours(1);
		clock.asked.length = 0;
		clock.look = brokenFrom(0);
		clock.turnTo(clock.now + minutes(1));
		expect(clock.asked.length).toBeGreaterThanOrEqual(6);
		expect(clock.signals()).toHaveLength(1);
	});
});

describe("time that nobody observed", () => {
	it("F61: is unknown, neither up nor down, and no page follows from it", () => {
		const clock = new TurnedClock(START, () => WELL);
		clock.put(shop());
		clock.turnTo(START + minutes(30));
		clock.rings = false;
		clock.turnTo(START + minutes(60));
		expect(clock.slice.reading("mon_checkout", clock.now)?.state).toBe("unknown");
		clock.rings = true;
		clock.turnTo(START + minutes(90));
		const reading = clock.slice.reading("mon_checkout", clock.now);
		expect(reading).toMatchObject({ state: "up", uptime: { day: 1 } });
		expect(clock.store.changes("mon_checkout").map(({ state }) => state)).toEqual([
			"pending",
			"up",
			"unknown",
			"up",
		]);
		expect(clock.signals()).toEqual([]);
	});

	it("is not taken from an outage that is still going on", () => {
		const clock = new TurnedClock(START, brokenFrom(START + minutes(10)));
		clock.put(shop());
		clock.turnTo(START + minutes(20));
		const { uptime } = clock.slice.reading("mon_checkout", clock.now)!;
		expect(uptime.day).toBeGreaterThan(0.49);
		expect(uptime.day).toBeLessThan(0.52);
	});
});

describe("what was seen", () => {
	it("can be read for a day, newest first, with what went wrong", () => {
		const clock = new TurnedClock(START, (_m, region) => (region === "enam" ? BROKEN : WELL));
		clock.put(shop({ intervalSeconds: 60 }));
		clock.turnTo(START + hours(26));
		const checks = clock.slice.checks("mon_checkout", 10_000);
		expect(checks.length).toBeGreaterThan(1_400);
		expect(checks.at(-1)!.at).toBeGreaterThan(START + hours(1));
		for (const [i, check] of checks.entries())
			if (i > 0) expect(check.at).toBeLessThanOrEqual(checks[i - 1]!.at);
		const failed = checks.filter(({ outcome }) => outcome === "down");
		expect(new Set(failed.map(({ region, reason, detail }) => `${region} ${reason} ${detail}`))).toEqual(
			new Set(["enam status down"]),
		);
		expect(clock.slice.checks("mon_checkout", 5)).toHaveLength(5);
		expect(clock.slice.checks("mon_nobody", 5)).toEqual([]);
	});
});

describe("F64: a damaged row", () => {
	it("does not take the other monitors along", () => {
		const clock = new TurnedClock(START, brokenFrom(START + minutes(1)));
		clock.put(monitorShape("mon_damaged", "https://shop.example/"));
		clock.put(shop());
		clock.damage("mon_damaged");
		clock.forget();
		clock.turnTo(START + minutes(2));
		expect(clock.signals().map(({ monitorId }) => monitorId)).toEqual(["mon_checkout"]);
	});
});

import { beforeAll, describe, expect, it, vi } from "vitest";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { monitorShape } from "../../support/monitor-shape.ts";
import { TurnedClock } from "../../support/turned-clock.ts";

beforeAll(() => void vi.spyOn(console, "log").mockReturnValue());

const START = Date.UTC(2026, 10, 23, 12);
const END = START + minutes(10);
const shop = (more: object = {}) => monitorShape("mon_checkout", "https://shop.example/", more);
const paused = shop({ paused: true, pausedUntil: END });
const broken = () => new TurnedClock(START, () => ({ outcome: "down", latencyMs: 80 }));
const kinds = (clock: TurnedClock) => clock.signals().map(({ kind }) => kind);

describe("a monitor that is paused until ten past", () => {
	it("is left alone until then, and pages within seconds afterwards, though nobody resumes it", () => {
		const clock = broken();
		clock.put(paused);
		clock.turnTo(END - 1);
		expect([clock.asked, kinds(clock)]).toEqual([[], []]);
		expect(clock.slice.reading("mon_checkout", clock.now)?.state).toBe("paused");
		clock.turnTo(END + seconds(1));
		expect(kinds(clock)).toEqual(["down"]);
	});

	it("is watched again after a restart that lasted beyond its end", () => {
		const clock = broken();
		clock.put(paused);
		clock.turnTo(START + minutes(1));
		clock.now = END + minutes(5);
		clock.crash();
		clock.turnTo(clock.now + seconds(1));
		expect(kinds(clock)).toEqual(["down"]);
	});

	it("is not paused again by word of the pause that comes late or twice", () => {
		const clock = broken();
		clock.put(paused);
		clock.turnTo(END + seconds(1));
		clock.put(paused);
		clock.put(shop());
		clock.turnTo(END + minutes(2));
		expect(kinds(clock)).toEqual(["down"]);
		expect(clock.slice.reading("mon_checkout", clock.now)?.state).toBe("down");
	});

	it("can be resumed before, and be paused for longer", () => {
		const clock = broken();
		clock.put(paused);
		clock.put(shop({ paused: true, pausedUntil: END + minutes(10) }));
		clock.turnTo(END + minutes(5));
		expect(kinds(clock)).toEqual([]);
		clock.put(shop());
		clock.turnTo(END + minutes(5) + seconds(1));
		expect(kinds(clock)).toEqual(["down"]);
	});
});

describe("what is told of a monitor's past", () => {
	it("does not call the time well in which its checks had stopped", () => {
		const clock = new TurnedClock(START, () => ({ outcome: "up", latencyMs: 120 }));
		clock.put(shop({ intervalSeconds: 30 }));
		clock.turnTo(START + minutes(30));
		const past = () => clock.slice.reading("mon_checkout", clock.now)?.history;
		expect(past()).toMatchObject({ uptime: 1, outages: 0 });
		expect(past()?.days.slice(-2)).toBe("-u");
		clock.rings = false;
		clock.turnTo(START + minutes(90));
		expect(past()?.changedAt).toBeLessThan(START + minutes(31));
		expect(clock.slice.serviceHistories("svc_checkout", clock.now)[0]).toMatchObject({
			changes: [{ state: "unknown" }, { state: "up" }, { state: "unknown" }],
			totals: { unknown: 1 },
		});
	});

	it("tells how long answers took, by region", () => {
		const clock = new TurnedClock(START, (_id, region) => ({
			outcome: "up",
			latencyMs: region === "apac" ? 400 : 100,
		}));
		clock.put(shop({ intervalSeconds: 30 }));
		clock.put(monitorShape("mon_other", "https://shop.example/other"));
		clock.turnTo(START + minutes(30));
		const span = { from: START, to: clock.now, buckets: 2 };
		const told = clock.slice.latency("mon_checkout", span);
		expect(told.map(({ region }) => region)).toEqual(["apac", "enam", "weur"]);
		// Sixty checks, of which each region begins every third, and one when it was made.
		expect(told.map(({ count }) => count).sort()).toEqual([20, 20, 21]);
		// A round keeps 3 % of precision.
		expect(Math.abs((told[0]?.p95Ms ?? 0) - 400)).toBeLessThan(12);
		expect(clock.slice.latency("mon_unknown", span)).toEqual([]);
	});
});

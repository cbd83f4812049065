import { beforeAll, describe, expect, it, vi } from "vitest";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { monitorShape } from "../../support/monitor-shape.ts";
import { TurnedClock } from "../../support/turned-clock.ts";

beforeAll(() => void vi.spyOn(console, "log").mockReturnValue());

const START = Date.UTC(2026, 10, 23, 12);
const BEGIN = START + minutes(10);
const END = START + minutes(40);
const shop = monitorShape("mon_checkout", "https://shop.example/");
const work = { from: BEGIN, to: END, monitorIds: ["mon_checkout"], serviceIds: [] };

/** The shop is down between these instants. */
function downBetween(from: number, to: number): TurnedClock {
	const clock = new TurnedClock(START, (_id, _region, at) => ({
		outcome: at >= from && at < to ? "down" : "up",
		latencyMs: 80,
	}));
	clock.put(shop);
	clock.setWindows([work]);
	return clock;
}
const kinds = (clock: TurnedClock) => clock.signals().map(({ kind }) => kind);
const state = (clock: TurnedClock) => clock.slice.reading("mon_checkout", clock.now)?.state;

describe("a monitor under maintenance from ten past to twenty to", () => {
	it("pages nobody while it fails, and nothing is missing afterwards: every check is kept", () => {
		const clock = downBetween(BEGIN + seconds(30), END - minutes(1));
		clock.turnTo(BEGIN + minutes(5));
		expect(state(clock)).toBe("maintenance");
		expect(clock.slice.checks("mon_checkout", 1)).toMatchObject([{ outcome: "down" }]);
		clock.turnTo(END + minutes(5));
		expect([kinds(clock), state(clock)]).toEqual([[], "up"]);
		expect(clock.slice.reading("mon_checkout", clock.now)?.history).toMatchObject({ uptime: 1, outages: 0 });
	});

	it("pages within seconds of its end when it still fails, and counts the outage from then on", () => {
		const clock = downBetween(BEGIN + seconds(30), END + minutes(20));
		clock.turnTo(END - 1);
		expect(kinds(clock)).toEqual([]);
		clock.turnTo(END + seconds(1));
		expect(kinds(clock)).toEqual(["down"]);
		expect(clock.signals()[0]?.detectedAt).toBeGreaterThanOrEqual(END);
		expect(state(clock)).toBe("down");
	});

	it("pages just as well after a restart that lasted beyond its end", () => {
		const clock = downBetween(BEGIN, END + minutes(20));
		clock.turnTo(BEGIN + minutes(1));
		clock.now = END + minutes(3);
		clock.crash();
		clock.beat();
		clock.turnTo(clock.now + seconds(1));
		expect(kinds(clock)).toEqual(["down"]);
	});

	it("goes on with an outage that began before: its end is told, and no second one", () => {
		const clock = downBetween(START + minutes(5), BEGIN + minutes(5));
		clock.turnTo(BEGIN + minutes(1));
		expect([kinds(clock), state(clock)]).toEqual([["down"], "maintenance"]);
		clock.turnTo(END + minutes(1));
		expect(kinds(clock)).toEqual(["down", "up"]);
	});

	it("asks nobody to be told again of an outage that a person resolved, until the work is over", () => {
		const clock = downBetween(START + minutes(5), END + minutes(10));
		clock.turnTo(BEGIN);
		clock.store.removeSignal(clock.signals()[0]?.order ?? 0);
		clock.slice.takeStillDown();
		clock.turnTo(END - minutes(1));
		expect(clock.slice.takeStillDown()).toEqual([]);
		clock.turnTo(END + minutes(1));
		expect(clock.slice.takeStillDown()).toMatchObject([{ id: "mon_checkout" }]);
	});

	it("pages at once when the work is ended early, and not before a later end when it is extended", () => {
		const early = downBetween(BEGIN, END + minutes(20));
		early.turnTo(BEGIN + minutes(5));
		early.setWindows([{ ...work, to: early.now }]);
		early.turnTo(BEGIN + minutes(5) + seconds(1));
		expect(kinds(early)).toEqual(["down"]);
		const longer = downBetween(BEGIN, END + minutes(20));
		longer.turnTo(BEGIN + minutes(5));
		longer.setWindows([{ ...work, to: END + minutes(10) }]);
		longer.turnTo(END + minutes(10) - 1);
		expect(kinds(longer)).toEqual([]);
		longer.turnTo(END + minutes(10) + seconds(1));
		expect(kinds(longer)).toEqual(["down"]);
	});

	it("does not call its service well meanwhile", () => {
		const clock = downBetween(BEGIN + minutes(1), END);
		const standing = () => clock.slice.account(clock.now).services[0]?.standing;
		clock.turnTo(BEGIN + seconds(50));
		expect(standing()).toBe("well");
		clock.turnTo(BEGIN + minutes(2));
		expect(standing()).toBe("checking");
	});

	it("leaves other monitors alone, and covers every one of a service that is named", () => {
		const clock = new TurnedClock(START, () => ({ outcome: "down", latencyMs: 80 }));
		clock.setWindows([{ from: START, to: END, monitorIds: [], serviceIds: ["svc_checkout"] }]);
		clock.put(shop);
		clock.put(monitorShape("mon_search", "https://shop.example/search", { serviceId: "svc_search" }));
		clock.turnTo(START + minutes(5));
		expect(clock.signals().map(({ monitorId }) => monitorId)).toEqual(["mon_search"]);
	});
});

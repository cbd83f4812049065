import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckResult } from "../../worker/monitoring/rules/monitor.ts";
import { AT_ONCE_MS, type Detection, monitorOf, startDetection } from "../support/detection.ts";
import { startLagMeter } from "../support/lag.ts";
import { startTarget, startTcpTarget, type Target } from "../support/target.ts";
import { eventually, sleep } from "../support/wait.ts";

const TARGETS = 14;
const lag = startLagMeter();
let targets: Target[];
let tcp: Target;
let detection: Detection;

beforeAll(async () => {
	targets = await Promise.all(Array.from({ length: TARGETS }, () => startTarget()));
	tcp = await startTcpTarget();
	detection = await startDetection([...targets, tcp]);
});

afterAll(() => lag.stop());
afterAll(async () => {
	await detection?.instance.stop();
	await Promise.all([...(targets ?? []), tcp].map((target) => target?.close()));
});

/** A target that no other test of this file uses. */
const next = (): Target => targets.pop()!;

describe.concurrent("a monitor", () => {
	it("is checked as soon as it is made, not an interval later, and says who asks and from where", async () => {
		const target = next();
		await detection.watch("put", monitorOf("mon_new", target, { intervalSeconds: 3_600 }));
		await detection.reads("mon_new", "up");
		expect(target.requests[0]!.userAgent).toBe("Tocsin/1 (+http://status.shop.example)");
		expect(["weur", "enam", "apac"]).toContain(target.requests[0]!.region);
	});

	it("lets its regions take turns, one check an interval, on the interval", async () => {
		const target = next();
		await detection.watch("put", monitorOf("mon_turns", target));
		await eventually("five checks", () => target.requests.length >= 5, 20_000);
		const scheduled = target.requests.slice(1, 5);
		expect(new Set(scheduled.slice(0, 3).map(({ region }) => region)).size).toBe(3);
		const gaps = scheduled.slice(1).map(({ at }, i) => at - scheduled[i]!.at);
		for (const gap of gaps) expect(Math.abs(gap - 2_000)).toBeLessThan(1_000 + lag.worstMs());
	});

	it("is not checked again because the same definition was saved again", async () => {
		const target = next();
		const monitor = monitorOf("mon_same", target, { intervalSeconds: 3_600 });
		await detection.watch("put", monitor);
		await detection.reads("mon_same", "up");
		const checksSoFar = target.requests.length;
		for (let i = 0; i < 3; i++) await detection.watch("put", monitor);
		await sleep(300);
		expect(target.requests.length).toBe(checksSoFar);
	});

	it("is degraded, and nobody is told, when it is slower than it should be", async () => {
		const target = next();
		await target.be({ slowMs: 150 });
		const expectation = { ...monitorOf("", target).expect, latencyBelowMs: 100 };
		await detection.watch("put", monitorOf("mon_slow", target, { expect: expectation }));
		await detection.reads("mon_slow", "degraded");
		expect(await detection.told("mon_slow")).toEqual([]);
	});

	it("runs from everywhere at once when asked to", async () => {
		const target = next();
		await target.be({ onlyIn: ["apac"], mode: { status: 500 } });
		await detection.watch(
			"put",
			monitorOf("mon_now", target, { intervalSeconds: 3_600, timeoutSeconds: 10 }),
		);
		const results = await detection.watch<CheckResult[]>("checkNow", ["mon_now"]);
		const outcomes = Object.fromEntries(results.map(({ region, outcome }) => [region, outcome]));
		expect(outcomes).toEqual({ weur: "up", enam: "up", apac: "down" });
	});
});

/** An outage is dated from when its first failing check began, which reaches the target a little later on a busy machine. */
const DATED_WITHIN_MS = 1_000;

describe.concurrent("an outage", () => {
	it("is put to the other regions at once and told once with its evidence; so is its end", async () => {
		const target = next();
		await detection.watch("put", monitorOf("mon_outage", target));
		await detection.reads("mon_outage", "up");
		await target.be({ status: 503 });
		const before = target.requests.length;
		const [down] = await detection.toldTimes("mon_outage", 1);
		const failing = target.requests.slice(before);
		expect(down!.at - failing[0]!.at).toBeLessThan(AT_ONCE_MS + lag.worstMs());
		expect(down!.signal.title).toMatch(/^Checkout is down in [23] of 3 regions$/);
		expect(Math.abs(down!.signal.detectedAt - failing[0]!.at)).toBeLessThan(DATED_WITHIN_MS + lag.worstMs());
		expect(down!.signal.evidence[0]).toMatchObject({ outcome: "down", reason: "status" });
		expect(down!.signal.evidence[0]!.detail).toMatch(/^503 in \d+ ms$/);

		await target.be("well");
		const [, up] = await detection.toldTimes("mon_outage", 2);
		expect(up!.signal).toMatchObject({ kind: "up", detectedAt: down!.signal.detectedAt });
		const reading = await detection.reading("mon_outage");
		expect(reading?.state).toBe("up");
		expect(reading?.uptime.day).toBeGreaterThan(0);
		expect(reading?.uptime.day).toBeLessThan(1);
		expect((await detection.checks("mon_outage")).some((check) => check.detail.startsWith("503"))).toBe(true);
	});

	it("seen by one region alone wakes nobody, but can be seen", async () => {
		const target = next();
		await target.be({ onlyIn: ["enam"], mode: { status: 503 } });
		await detection.watch("put", monitorOf("mon_alone", target));
		const failed = (check: CheckResult) => check.outcome === "down";
		await eventually("a failure", async () => (await detection.checks("mon_alone")).some(failed));
		await sleep(500);
		const seen = (await detection.checks("mon_alone")).filter(failed);
		expect(new Set(seen.map(({ region }) => region))).toEqual(new Set(["enam"]));
		expect((await detection.reading("mon_alone"))?.state).toBe("up");
		expect(await detection.told("mon_alone")).toEqual([]);
	});

	it("must last as many rounds as the threshold says, and is dated from the first", async () => {
		const target = next();
		await detection.watch("put", monitorOf("mon_twice", target, { failureThreshold: 2 }));
		await detection.reads("mon_twice", "up");
		await target.be("rst");
		const before = target.requests.length;
		const [down] = await detection.toldTimes("mon_twice", 1);
		const firstFailureAt = target.requests[before]!.at;
		expect(down!.at - firstFailureAt).toBeGreaterThan(1_000);
		expect(Math.abs(down!.signal.detectedAt - firstFailureAt)).toBeLessThan(DATED_WITHIN_MS + lag.worstMs());
		expect(down!.signal.evidence[0]?.reason).toBe("reset");
	});

	it("of a target that hangs is told within its time-out and two seconds", async () => {
		const target = next();
		await detection.watch("put", monitorOf("mon_hung", target, { timeoutSeconds: 3 }));
		await detection.reads("mon_hung", "up");
		await target.be("hang");
		const before = target.requests.length;
		const [down] = await detection.toldTimes("mon_hung", 1);
		const firstAskedAt = target.requests[before]!.at;
		expect(down!.at - firstAskedAt).toBeLessThan(3_000 + 2_000 + 900 + lag.worstMs());
		expect(down!.signal.evidence[0]?.reason).toBe("timeout");
	});

	it("of a TCP port is told by name", async () => {
		const monitor = monitorOf("mon_tcp", tcp, { kind: "tcp", target: tcp.hostPort });
		await detection.watch("put", monitor);
		await detection.reads("mon_tcp", "up");
		await tcp.be("refused");
		const [down] = await detection.toldTimes("mon_tcp", 1);
		expect(down!.signal.evidence[0]).toMatchObject({ reason: "refused", detail: "connection refused" });
	});

	it("is not told while the monitor is paused; its end is, once the monitor is resumed", async () => {
		const target = next();
		await detection.watch("put", monitorOf("mon_paused", target));
		await target.be({ status: 500 });
		await detection.toldTimes("mon_paused", 1);
		await detection.watch("put", monitorOf("mon_paused", target, { paused: true }));
		await target.be("well");
		await sleep(300);
		const checksSoFar = target.requests.length;
		await sleep(2_500);
		expect(target.requests.length).toBe(checksSoFar);
		expect((await detection.reading("mon_paused"))?.state).toBe("paused");
		expect(await detection.told("mon_paused")).toHaveLength(1);

		await detection.watch("put", monitorOf("mon_paused", target));
		const signals = await detection.toldTimes("mon_paused", 2);
		expect(signals.map(({ signal }) => signal.kind)).toEqual(["down", "up"]);
	});

	it("of a monitor that was removed is nobody's business any more", async () => {
		const target = next();
		await detection.watch("put", monitorOf("mon_removed", target));
		await detection.reads("mon_removed", "up");
		await detection.watch("remove", "mon_removed");
		await target.be({ status: 500 });
		await sleep(2_500);
		expect(await detection.told("mon_removed")).toEqual([]);
		expect(await detection.reading("mon_removed")).toBeUndefined();
	});
});

import { afterAll, describe, expect, it, type TestContext } from "vitest";
import { AT_ONCE_MS, type Detection, monitorOf, startDetection } from "../support/detection.ts";
import { startLagMeter } from "../support/lag.ts";
import { startTarget, type Target } from "../support/target.ts";
import { eventually, sleep } from "../support/wait.ts";

const lag = startLagMeter();
afterAll(() => lag.stop());

/** Checkout and its monitor; `faults` as tests/entries/detection.ts knows them. */
async function checkoutWatched(
	{ onTestFinished }: TestContext,
	faults: Record<string, string> = {},
): Promise<[Detection, Target]> {
	const target = await startTarget();
	onTestFinished(() => target.close());
	const detection = await startDetection([target], faults);
	onTestFinished(() => detection.instance.stop());
	await detection.watch("put", monitorOf("mon_checkout", target));
	await detection.reads("mon_checkout", "up");
	return [detection, target];
}

describe.concurrent("a wake-up that fails", () => {
	it("I17: does not matter: the minute tick alone finds a failing target", async (test) => {
		const [detection, target] = await checkoutWatched(test, { DEAD_ALARMS: "yes" });
		await target.be({ status: 500 });
		await sleep(2_500);
		expect(await detection.told("mon_checkout")).toEqual([]);
		await detection.watch("tick");
		const [down] = await detection.toldTimes("mon_checkout", 1);
		expect(down!.signal.kind).toBe("down");
	});

	it("F7: is made good by the next call: a lost alarm rings again", async (test) => {
		const [detection, target] = await checkoutWatched(test);
		await detection.watch("forgetAlarm");
		await sleep(2_500);
		const whileLost = target.requests.length;
		await sleep(2_500);
		expect(target.requests.length).toBe(whileLost);
		await detection.reading("mon_checkout");
		await eventually("checks again", () => target.requests.length > whileLost + 1, 6_000);
	});
});

describe.concurrent("a region that cannot be reached", () => {
	it("leaves the verdict to the others", async (test) => {
		const [detection, target] = await checkoutWatched(test, { LOST_REGIONS: "weur" });
		await target.be("refused");
		const [down] = await detection.toldTimes("mon_checkout", 1);
		const regions = down!.signal.evidence.map(({ region }) => region);
		expect(new Set(regions)).toEqual(new Set(["enam", "apac"]));
	});
});

describe.concurrent("a prober that stood still itself", () => {
	it("does not take its own sleep for an outage, and still finds a real one when it is awake", async (test) => {
		const [detection, target] = await checkoutWatched(test);
		const pid = detection.instance.pids[0]!;
		await target.be("hang");
		const before = target.requests.length;
		await eventually("a check under way", () => target.requests.length > before, 6_000, 10);
		process.kill(pid, "SIGSTOP");
		await sleep(5_000);
		const awakeAt = Date.now();
		process.kill(pid, "SIGCONT");
		const [down] = await detection.toldTimes("mon_checkout", 1);
		expect(down!.signal.kind).toBe("down");
		expect(down!.signal.detectedAt).toBeGreaterThanOrEqual(awakeAt);
	});
});

describe.concurrent("a Desk that is not there", () => {
	it("is told again until it listens, once", async (test) => {
		const [detection, target] = await checkoutWatched(test, { DESK_REFUSES: "2" });
		await target.be({ status: 500 });
		await detection.toldTimes("mon_checkout", 1);
		await sleep(1_500);
		expect(await detection.told("mon_checkout")).toHaveLength(1);
	});

	it("is told after a crash, too", async (test) => {
		const [detection, target] = await checkoutWatched(test, { DESK_REFUSES: "1000000" });
		await target.be({ status: 500 });
		await detection.reads("mon_checkout", "down");
		await detection.instance.kill();
		await detection.instance.restart({ env: { DESK_REFUSES: "0" } });
		const [down] = await detection.toldTimes("mon_checkout", 1);
		expect(down!.signal.kind).toBe("down");
	});
});

describe.concurrent("a runtime that is killed", () => {
	it("in the middle of a round finds the outage after it is back", async (test) => {
		const [detection, target] = await checkoutWatched(test);
		await target.be("hang");
		const before = target.requests.length;
		await eventually("a check that hangs", () => target.requests.length > before, 5_000, 10);
		await detection.instance.kill();
		await detection.instance.restart();
		const [down] = await detection.toldTimes("mon_checkout", 1);
		expect(down!.signal.evidence[0]?.reason).toBe("timeout");
	});

	it("during an outage tells nobody twice, and tells its end", async (test) => {
		const [detection, target] = await checkoutWatched(test);
		await target.be({ status: 500 });
		await detection.toldTimes("mon_checkout", 1);
		await detection.instance.kill();
		await detection.instance.restart();
		const before = target.requests.length;
		await eventually("checks again", () => target.requests.length > before + 1);
		expect(await detection.told("mon_checkout")).toHaveLength(1);
		await target.be("well");
		const signals = await detection.toldTimes("mon_checkout", 2);
		expect(signals.map(({ signal }) => signal.kind)).toEqual(["down", "up"]);
	});
});

describe.concurrent("many monitors", () => {
	it("cost at most one row for twenty checks when all is well", async (test) => {
		const [detection, target] = await checkoutWatched(test);
		const shops = Array.from({ length: 99 }, (_, i) => monitorOf(`mon_shop${i}`, target));
		for (const shop of shops) await detection.watch("put", shop);
		await detection.reads("mon_shop98", "up");
		await sleep(2_500);
		const checksBefore = target.requests.length;
		const rowsBefore = await detection.watch<number>("rowsWritten");
		const made = () => target.requests.length - checksBefore;
		await eventually("two hundred checks", () => made() >= 200, 30_000);
		const checks = made();
		const rows = (await detection.watch<number>("rowsWritten")) - rowsBefore;
		expect(rows / checks).toBeLessThanOrEqual(0.05);
	});

	it("that hang do not hold up the alarm of another", async ({ onTestFinished }) => {
		const [target, hung] = [await startTarget(), await startTarget()];
		onTestFinished(() => target.close());
		onTestFinished(() => hung.close());
		const both = await startDetection([target, hung]);
		onTestFinished(() => both.instance.stop());
		await both.watch("put", monitorOf("mon_checkout", target));
		await hung.be("hang");
		const slow = Array.from({ length: 12 }, (_, i) => monitorOf(`mon_hung${i}`, hung));
		for (const monitor of slow) await both.watch("put", monitor);
		await both.toldTimes("mon_hung11", 1);
		await target.be({ status: 500 });
		const before = target.requests.length;
		const [down] = await both.toldTimes("mon_checkout", 1);
		expect(down!.at - target.requests[before]!.at).toBeLessThan(AT_ONCE_MS + lag.worstMs());
	});
});

import { describe, expect, it } from "vitest";
import {
	type LedgerRun,
	type Remediation,
	type RunResult,
	refusalOfRun,
} from "../../../worker/remediation/rules/remediation.ts";

const NOW = Date.UTC(2099, 0, 5, 3);
const RESTART: Remediation = {
	id: "rem_1",
	version: 1,
	name: "Restart",
	serviceId: "svc_1",
	mode: "automatic",
	timeoutSeconds: 30,
	maxRuns: 1,
	maxRunsPerHour: 2,
	coolDownSeconds: 60,
	verifySeconds: 30,
	beforePagingSeconds: 60,
};
let made = 0;
const ran = (startedAgoS: number, endedAgoS: number | null, result: RunResult | null = "recovered") =>
	({
		id: `run_${++made}`,
		remediationId: "rem_1",
		incidentId: "inc_1",
		turn: made,
		claimedAt: NOW - startedAgoS * 1_000,
		untilAt: NOW - startedAgoS * 1_000 + 120_000,
		finishedAt: endedAgoS === null ? null : NOW - endedAgoS * 1_000,
		result: endedAgoS === null ? null : result,
	}) satisfies LedgerRun;
const why = (runs: LedgerRun[], isAutomatic = true, over: Partial<Remediation> = {}, isStopped = false) =>
	refusalOfRun({ ...RESTART, ...over }, { isStopped, runs }, { id: "run_new", isAutomatic }, NOW);

describe("the ledger of a remediation", () => {
	it("lets the first run in", () => {
		expect(why([])).toBeNull();
	});

	it("lets nothing in while all is stopped", () => {
		expect(why([], true, {}, true)).toEqual({ kind: "stopped" });
		expect(why([], false, {}, true)).toEqual({ kind: "stopped" });
	});

	it("has one run at a time, and none that waits for ever for one that was lost", () => {
		expect(why([ran(20, null)])).toEqual({ kind: "busy" });
		expect(why([ran(121, null)], true, { coolDownSeconds: 0 })).toBeNull();
	});

	it("does not stand in its own way", () => {
		const own = { ...ran(1, null), id: "run_new" };
		expect(why([own])).toBeNull();
	});

	it("cools down from the end of the last run", () => {
		expect(why([ran(90, 59)])).toEqual({ kind: "cooling", until: NOW + 1_000 });
		expect(why([ran(90, 60)])).toBeNull();
	});

	it("runs so often in an hour, and says when again", () => {
		expect(why([ran(3_000, 2_990), ran(500, 490)])).toEqual({ kind: "hourly", until: NOW + 600_000 });
		expect(why([ran(3_601, 3_590), ran(500, 490)])).toBeNull();
	});

	it("no longer starts by itself after two that did not help, and does by hand", () => {
		const twice = [ran(5_000, 4_990, "failed"), ran(4_000, 3_990, "not_recovered")];
		expect(why(twice)).toEqual({ kind: "failing" });
		expect(why(twice, false)).toBeNull();
		expect(why([...twice, ran(3_900, 3_800, "cancelled")])).toEqual({ kind: "failing" });
		expect(why([...twice, ran(3_900, 3_800, "recovered")])).toBeNull();
	});

	it("looks at no other remediation", () => {
		expect(why([{ ...ran(5, null), remediationId: "rem_2" }])).toBeNull();
	});
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CheckResult, Monitor } from "../../../worker/monitoring/rules/monitor.ts";
import { Batch, type BatchOptions, type BatchPorts, LANES } from "../../../worker/monitoring/watch/batch.ts";
import { Allowance } from "../../../worker/platform/egress/allowance.ts";
import { sleep } from "../../support/wait.ts";

type Plan = Record<string, { takesMs: number; outcome: "up" | "down" | "lost"; requests?: number }>;

/** Runs a batch whose checks take and answer as planned; what was reported, and when. */
async function run(
	plan: Plan,
	allowance = new Allowance(Number.POSITIVE_INFINITY),
	options: BatchOptions = {},
) {
	const startedAt = Date.now();
	const since = () => Date.now() - startedAt;
	const reports: { at: number; results: string[]; silent: string[]; lost: string[] }[] = [];
	const spilled: string[][] = [];
	let running = 0;
	let most = 0;
	const monitors = Object.keys(plan).map((id) => ({ id }) as Monitor);
	const begun: number[] = [];
	const ports: BatchPorts = {
		run: async ({ id }) => {
			begun.push(since());
			most = Math.max(most, ++running);
			await sleep(plan[id]!.takesMs);
			running--;
			const { outcome, requests = 1 } = plan[id]!;
			for (let i = 0; i < requests; i++) if (!allowance.take()) return null;
			return outcome === "lost" ? null : ({ monitorId: id, outcome } as CheckResult);
		},
		remaining: () => allowance.remaining,
		report: async (results, silent, lost) => {
			reports.push({ at: since(), results: results.map(({ monitorId }) => monitorId), silent, lost });
		},
		spill: async (rest) => void spilled.push(rest.map(({ id }) => id)),
	};
	const finished = new Batch(monitors, ports, options).finish();
	await vi.runAllTimersAsync();
	await finished;
	return { reports, spilled, most, begun, tookMs: since() };
}

const many = (count: number, takesMs: number, outcome: "up" | "down" = "up", name = "ok"): Plan =>
	Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name}${i}`, { takesMs, outcome }]));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a batch of checks", () => {
	it("never has more than six under way", async () => {
		const { most, reports } = await run(many(30, 20));
		expect(most).toBe(LANES);
		expect(reports.flatMap(({ results }) => results)).toHaveLength(30);
	});

	it("reports good results together", async () => {
		const { reports } = await run(many(30, 5));
		expect(reports).toHaveLength(1);
	});

	it("reports a failure the moment it is seen", async () => {
		const { reports } = await run({
			...many(3, 5),
			bad: { takesMs: 20, outcome: "down" },
			...many(2, 300, "up", "slow"),
		});
		const failure = reports.find(({ results }) => results.includes("bad"))!;
		expect(failure.at).toBe(20);
	});

	it("reports failures of the same moment one by one, each when it is seen, where checks are apart", async () => {
		const { begun, reports, tookMs } = await run(many(5, 4, "down"), undefined, { apartMs: 50 });
		expect(begun).toEqual([0, 50, 100, 150, 200]);
		expect(reports.map(({ at, results }) => [at, ...results])).toEqual([
			[4, "ok0"],
			[54, "ok1"],
			[104, "ok2"],
			[154, "ok3"],
			[204, "ok4"],
		]);
		expect(tookMs).toBe(204);
	});

	it("is as soon done with slow targets where checks are apart, and never has more than six under way", async () => {
		const { begun, most, tookMs } = await run(many(12, 300), undefined, { apartMs: 20 });
		expect(most).toBe(LANES);
		expect(begun.slice(0, 8)).toEqual([0, 20, 40, 60, 80, 100, 300, 320]);
		expect(tookMs).toBe(700);
	});

	it("holds up no check when the clock is set back while checks are apart", async () => {
		const back = { ...many(4, 5), back: { takesMs: 5, outcome: "up" as const } };
		setTimeout(() => vi.setSystemTime(Date.now() - 3_600_000), 60);
		const before = performance.now();
		const { begun } = await run(back, undefined, { apartMs: 50 });
		expect(begun).toHaveLength(5);
		expect(performance.now() - before).toBeLessThan(1_000);
	});

	it("lets nobody wait for a target that hangs, and says who is silent after two seconds", async () => {
		const { reports } = await run({
			hung: { takesMs: 2_600, outcome: "down" },
			...many(20, 10),
			bad: { takesMs: 10, outcome: "down" },
		});
		const at = (id: string) => reports.find(({ results }) => results.includes(id))!.at;
		expect(at("ok19")).toBeLessThan(500);
		expect(at("bad")).toBeLessThan(500);
		const silence = reports.find(({ silent }) => silent.includes("hung"))!;
		expect(silence.at).toBe(2_000);
		expect(at("hung")).toBeGreaterThan(2_500);
	});

	it("hands its queue on when every lane hangs", async () => {
		const { spilled, reports } = await run({ ...many(6, 2_500, "down", "hung"), ...many(4, 5) });
		expect(spilled).toEqual([["ok0", "ok1", "ok2", "ok3"]]);
		expect(reports.flatMap(({ results }) => results)).toHaveLength(6);
	});

	it("says which check broke, instead of calling its target down", async () => {
		const { reports } = await run({ broken: { takesMs: 5, outcome: "lost" } });
		expect(reports).toMatchObject([{ results: [], silent: [], lost: ["broken"] }]);
	});

	it("hands on what it has no requests left for, and calls none of it lost", async () => {
		const allowance = new Allowance(40);
		const plan = Object.fromEntries(
			Object.entries(many(30, 2)).map(([id, one]) => [id, { ...one, requests: 3 }]),
		);
		const { reports, spilled } = await run(plan, allowance);
		const reported = reports.flatMap(({ results }) => results);
		expect(reports.flatMap(({ lost }) => lost)).toEqual([]);
		expect(reported.length).toBeGreaterThan(8);
		expect([...reported, ...spilled.flat()].sort()).toEqual(Object.keys(plan).sort());
	});

	it("goes on elsewhere with a check that was led on until nothing was left", async () => {
		const plan: Plan = { ...many(2, 2), far: { takesMs: 2, outcome: "up", requests: 20 } };
		const { reports, spilled } = await run(plan, new Allowance(12));
		expect(reports.flatMap(({ results }) => results).sort()).toEqual(["ok0", "ok1"]);
		expect(spilled).toEqual([["far"]]);
	});

	it("reports a new failure at once, however many monitors are known to be down", async () => {
		const old = Object.keys(many(10, 5, "down", "old"));
		const plan: Plan = {
			...many(10, 5, "down", "old"),
			bad: { takesMs: 5, outcome: "down" },
			...many(3, 900),
		};
		const { reports } = await run(plan, undefined, { down: old });
		const about = reports.filter(({ results }) => results.includes("bad"));
		expect(about.map(({ at }) => at)).toEqual([10]);
		expect(reports).toHaveLength(2);
	});

	it("keeps no failure of 30 waiting for half a second", async () => {
		const { begun, reports } = await run(many(30, 4, "down"), undefined, { apartMs: 16 });
		const at = (id: string) => reports.find(({ results }) => results.includes(id))!.at;
		const waits = Object.keys(many(30, 4)).map((id, i) => at(id) - begun[i]!);
		expect(Math.max(...waits)).toBeLessThan(500);
		expect(reports.length).toBeLessThanOrEqual(9);
	});

	it("reports 30 failures in a handful of requests, the first five at once", async () => {
		const { reports } = await run(many(30, 40, "down"));
		expect(reports.flatMap(({ results }) => results)).toHaveLength(30);
		expect(reports.length).toBeLessThanOrEqual(8);
		expect(reports[0]!.at).toBeLessThan(100);
	});
});

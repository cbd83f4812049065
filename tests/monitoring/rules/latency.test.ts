import { describe, expect, it } from "vitest";
import { latencyOf } from "../../../worker/monitoring/rules/latency.ts";
import { packRound, type Sample, samplesOf, unpackRound } from "../../../worker/monitoring/rules/sample.ts";

const sample = (at: number, latencyMs: number, more: Partial<Sample> = {}): Sample => ({
	...{ monitor: 1, at, region: "weur", latencyMs, outcome: "up", reason: null, detail: "" },
	...more,
});

describe("latency", () => {
	it("is the middle and the slowest twentieth of what was answered, region by region", () => {
		const west = Array.from({ length: 20 }, (_, n) => sample(n, (n + 1) * 10));
		const east = [sample(3, 900, { region: "enam" })];
		expect(latencyOf([...west, ...east], 0, 20, 2)).toEqual([
			{ region: "enam", count: 1, p50Ms: 900, p95Ms: 900, p50: [900, null], p95: [900, null] },
			{ region: "weur", count: 20, p50Ms: 100, p95Ms: 190, p50: [50, 150], p95: [100, 200] },
		]);
	});

	it("leaves out what failed, and what is not of this time", () => {
		const down = sample(5, 10_000, { outcome: "down", reason: "timeout" });
		const samples = [down, sample(-1, 7), sample(20, 7), sample(6, 40, { outcome: "degraded" })];
		expect(latencyOf(samples, 0, 20, 1)).toEqual([
			{ region: "weur", count: 1, p50Ms: 40, p95Ms: 40, p50: [40], p95: [40] },
		]);
		expect(latencyOf([down], 0, 20, 1)).toEqual([]);
	});
});

describe("a packed round", () => {
	it("gives back those of one monitor as it gives back all of them", () => {
		const samples = [3, 3, 7, 200, 40_000].map((monitor, n) =>
			sample(5, 100 + n, {
				monitor,
				region: n % 2 === 0 ? "weur" : "apac",
				...(n === 2 && { outcome: "down" as const, reason: "timeout" as const, detail: "timed out" }),
			}),
		);
		const round = packRound(samples);
		if (!round) throw new Error("nothing was packed");
		for (const monitor of [1, 3, 7, 199, 200, 40_000, 50_000]) {
			const all = unpackRound(round).filter((one) => one.monitor === monitor);
			expect([...samplesOf(round, monitor)]).toEqual(all.map(({ detail, ...rest }) => rest));
		}
	});
});

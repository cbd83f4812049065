import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packRound, type Sample, unpackRound } from "../../../worker/monitoring/rules/sample.ts";
import { slotNumber, slotStart, slotsOf } from "../../../worker/monitoring/rules/slots.ts";
import { type StateChange, uptimeShare } from "../../../worker/monitoring/rules/uptime.ts";
import { FAILURE_REASONS } from "../../../worker/platform/rules/failure.ts";
import { REGIONS } from "../../../worker/platform/rules/region.ts";
import { days, hours } from "../../../worker/platform/rules/time.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const ids = fc.string({ minLength: 1 });
const intervals = fc.integer({ min: 10, max: 86_400 });
const instants = fc.integer({ min: 0, max: 4_102_444_800_000 });

describe("slots", () => {
	it("cut time into pieces of one interval, each with one number, wherever one looks from", () => {
		fc.assert(
			fc.property(ids, intervals, fc.nat(), instants, (id, interval, offset, at) => {
				const slots = slotsOf(id, interval, offset);
				const slot = slotNumber(slots, at);
				expect(slotStart(slots, slot)).toBeLessThanOrEqual(at);
				expect(slotStart(slots, slot + 1)).toBeGreaterThan(at);
				expect(slotStart(slots, slot + 1) - slotStart(slots, slot)).toBe(interval * 1_000);
				expect(slotNumber(slots, slotStart(slots, slot))).toBe(slot);
			}),
		);
	});

	it("spread monitors of one interval over its beats", () => {
		const phases = Array.from({ length: 300 }, (_, i) => slotsOf(`mon_${i}`, 60, 0).phaseMs);
		const beats = [...new Set(phases)];
		expect(beats).toHaveLength(6);
		for (const beat of beats) expect(phases.filter((phase) => phase === beat).length).toBeLessThan(80);
	});

	it("find a broken target within an interval, whenever it breaks", () => {
		fc.assert(
			fc.property(ids, intervals, fc.nat(), instants, (id, interval, offset, brokeAt) => {
				const slots = slotsOf(id, interval, offset);
				const checkedAt = slotStart(slots, slotNumber(slots, brokeAt) + 1);
				expect(checkedAt - brokeAt).toBeLessThanOrEqual(interval * 1_000);
			}),
			{ numRuns: 10_000 },
		);
	});
});

const samples: fc.Arbitrary<Sample> = fc
	.record({
		monitor: fc.nat({ max: 100_000 }),
		region: fc.constantFrom(...REGIONS),
		at: fc.constant(NOW),
		latencyMs: fc.nat({ max: 60_000 }),
		outcome: fc.constantFrom("up" as const, "degraded" as const, "down" as const),
		reason: fc.constantFrom(...FAILURE_REASONS),
		detail: fc.string({ maxLength: 200 }),
	})
	.map((sample) => ({ ...sample, reason: sample.outcome === "down" ? sample.reason : null }));

describe("packed samples", () => {
	it("come back as they were, with their latency to within four per cent", () => {
		fc.assert(
			fc.property(fc.array(samples, { minLength: 1, maxLength: 60 }), (given) => {
				const back = unpackRound(packRound(given)!);
				const sorted = given.toSorted((a, b) => a.monitor - b.monitor);
				expect(back).toHaveLength(given.length);
				for (const [i, sample] of sorted.entries()) {
					const { latencyMs, detail, ...rest } = back[i]!;
					expect(rest).toEqual({ ...rest, ...sample, latencyMs: undefined, detail: undefined });
					expect(Math.abs(latencyMs - sample.latencyMs)).toBeLessThanOrEqual(sample.latencyMs * 0.04 + 1);
					if (sample.outcome !== "up") expect(detail).toBe(sample.detail);
				}
			}),
		);
	});

	it("take about three bytes each when all is well", () => {
		const well = Array.from(
			{ length: 300 },
			(_, monitor): Sample => ({
				monitor,
				region: "weur",
				at: NOW,
				latencyMs: 80,
				outcome: "up",
				reason: null,
				detail: "200 in 80 ms",
			}),
		);
		const round = packRound(well)!;
		expect(round.packed.length).toBe(900);
		expect(round.notes).toBeNull();
		expect(packRound([])).toBeNull();
	});
});

describe("uptime", () => {
	it("is the share of the observed time that was not down", () => {
		const changes: StateChange[] = [
			{ at: NOW - hours(30), state: "up" },
			{ at: NOW - hours(12), state: "down" },
			{ at: NOW - hours(9), state: "degraded" },
		];
		expect(uptimeShare(changes, NOW - days(1), NOW)).toBeCloseTo(21 / 24);
	});

	it("counts what nobody observed for neither side", () => {
		const changes: StateChange[] = [
			{ at: NOW - hours(10), state: "pending" },
			{ at: NOW - hours(8), state: "up" },
			{ at: NOW - hours(6), state: "unknown" },
			{ at: NOW - hours(4), state: "down" },
			{ at: NOW - hours(3), state: "paused" },
		];
		expect(uptimeShare(changes, NOW - days(1), NOW)).toBeCloseTo(2 / 3);
		expect(uptimeShare([], NOW - days(1), NOW)).toBeNull();
		expect(uptimeShare(changes, NOW - hours(2), NOW)).toBeNull();
	});

	it("is between 0 and 1, and 1 without an outage", () => {
		const states = fc.constantFrom("up" as const, "down" as const, "degraded" as const, "unknown" as const);
		const histories = fc.array(
			fc.record({ at: fc.integer({ min: NOW - days(2), max: NOW }), state: states }),
		);
		fc.assert(
			fc.property(histories, (history) => {
				const changes = history.toSorted((a, b) => a.at - b.at);
				const share = uptimeShare(changes, NOW - days(1), NOW);
				if (share === null) return;
				expect(share).toBeGreaterThanOrEqual(0);
				expect(share).toBeLessThanOrEqual(1);
				if (!changes.some(({ state }) => state === "down")) expect(share).toBe(1);
			}),
		);
	});
});

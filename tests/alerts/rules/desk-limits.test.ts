import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DuplicateCounter } from "../../../worker/alerts/desk/duplicate-counter.ts";
import { Rate } from "../../../worker/alerts/desk/rate.ts";

const NAME = { scope: "int_prometheus", dedupKey: "checkout-errors" };

describe("an integration's rate", () => {
	it("is 60,000 requests a minute, for each integration by itself, and starts again with the minute", () => {
		const rate = new Rate();
		const now = Date.UTC(2026, 0, 5, 9);
		for (let i = 0; i < 60_000; i++) expect(rate.allows("int_prometheus", now + i / 2)).toBe(true);
		expect(rate.allows("int_prometheus", now + 59_999)).toBe(false);
		expect(rate.allows("int_grafana", now + 59_999)).toBe(true);
		expect(rate.allows("int_prometheus", now + 60_000)).toBe(true);
	});
});

describe("the count of repeats", () => {
	const writes: number[] = [];
	const tally = () =>
		new DuplicateCounter((counts) => void writes.push(counts.reduce((all, { times }) => all + times, 0)));
	beforeEach(() => {
		writes.length = 0;
		vi.useFakeTimers({ now: Date.UTC(2026, 0, 5, 9) });
	});
	afterEach(() => vi.useRealTimers());

	it("is written at once for a repeat that comes alone", async () => {
		await tally().count([NAME]);
		expect(writes).toEqual([1]);
	});

	it("is written together for a flood, and nobody is answered before", async () => {
		const counting = tally();
		await counting.count([NAME]);
		let answered = 0;
		for (let i = 0; i < 100; i++) counting.count([NAME]).then(() => answered++);
		await vi.advanceTimersByTimeAsync(10);
		expect([answered, writes]).toEqual([0, [1]]);
		await vi.advanceTimersByTimeAsync(15);
		expect([answered, writes]).toEqual([100, [1, 100]]);
	});

	it("holds nobody up for longer than half a second, however steady the flood", async () => {
		const counting = tally();
		await counting.count([NAME]);
		const first = counting.count([NAME]).then(() => Date.now());
		const began = Date.now();
		for (let i = 0; i < 100; i++) {
			await vi.advanceTimersByTimeAsync(10);
			void counting.count([NAME]);
		}
		expect((await first) - began).toBeLessThan(500);
	});

	it("says so to everybody who waits when it could not be written", async () => {
		const broken = new DuplicateCounter(() => {
			throw new Error("the disk is full");
		});
		await expect(broken.count([NAME])).rejects.toThrow("the disk is full");
	});
});

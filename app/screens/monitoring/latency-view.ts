/** What a chart of latency needs beside the figures. */
import { ms } from "../../state/calendar.ts";
import type { Latency } from "../../state/wire.ts";

type Told = Pick<Latency, "from" | "to" | "buckets" | "regions">;

/** The middle of each bucket, in seconds since the epoch, as uPlot counts. */
export function timesOf({ from, to, buckets }: Omit<Told, "regions">): number[] {
	const each = (ms(to) - ms(from)) / buckets;
	return Array.from({ length: buckets }, (_, index) => (ms(from) + (index + 0.5) * each) / 1_000);
}

/** The top of every region's scale: a round figure above the slowest, 100 ms at least. */
export function mostMs({ regions }: Pick<Told, "regions">): number {
	const all = regions.flatMap(({ p50, p95 }) => [...p50, ...p95].filter((one) => one !== null));
	const most = Math.max(100, ...all);
	const step = 10 ** Math.floor(Math.log10(most));
	const round = [1, 1.5, 2, 3, 4, 6, 8, 10].find((times) => times * step >= most) ?? 10;
	return round * step;
}

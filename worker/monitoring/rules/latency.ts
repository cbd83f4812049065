import type { Region } from "../../platform/rules/region.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Sample } from "./sample.ts";

/** How long answers took, as one region saw it. */
export interface RegionLatency {
	region: Region;
	/** How many checks were answered in all. */
	count: number;
	p50Ms: number;
	p95Ms: number;
	/** One for each bucket, oldest first; null where nothing was answered. */
	p50: (number | null)[];
	p95: (number | null)[];
}

/**
 * Percentiles by nearest rank of [from, to), in `buckets` of the same length; regions in the order of their names. A check
 * that failed has no latency: its time says how long was waited. Regions without any answer are left out.
 */
export function latencyOf(
	samples: Iterable<Pick<Sample, "at" | "region" | "latencyMs" | "outcome">>,
	from: Instant,
	to: Instant,
	buckets: number,
): RegionLatency[] {
	const byRegion = new Map<Region, number[][]>();
	for (const { at, region, latencyMs, outcome } of samples) {
		if (region === null || outcome === "down" || at < from || at >= to) continue;
		const own = byRegion.get(region) ?? Array.from({ length: buckets }, (): number[] => []);
		byRegion.set(region, own);
		own[Math.floor(((at - from) / (to - from)) * buckets)]?.push(latencyMs);
	}
	return [...byRegion]
		.map(([region, own]) => regionOf(region, own))
		.sort((a, b) => a.region.localeCompare(b.region));
}

function regionOf(region: Region, buckets: number[][]): RegionLatency {
	const sorted = buckets.map((bucket) => bucket.toSorted((a, b) => a - b));
	const all = buckets.flat().sort((a, b) => a - b);
	return {
		region,
		count: all.length,
		p50Ms: rank(all, 0.5) ?? 0,
		p95Ms: rank(all, 0.95) ?? 0,
		p50: sorted.map((bucket) => rank(bucket, 0.5)),
		p95: sorted.map((bucket) => rank(bucket, 0.95)),
	};
}

function rank(sorted: number[], share: number): number | null {
	return sorted[Math.ceil(sorted.length * share) - 1] ?? null;
}

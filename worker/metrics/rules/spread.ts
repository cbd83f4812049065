/** How values lie. All but the count are null where there is no value. */
export interface Spread {
	count: number;
	meanMs: number | null;
	medianMs: number | null;
	p90Ms: number | null;
}

/** The mean is rounded to a millisecond; percentiles are by nearest rank, so each is one of the values. */
export function spreadOf(valuesMs: readonly number[]): Spread {
	const count = valuesMs.length;
	if (count === 0) return { count, meanMs: null, medianMs: null, p90Ms: null };
	const sorted = Float64Array.from(valuesMs).sort();
	const sum = sorted.reduce((total, value) => total + value, 0);
	return {
		count,
		meanMs: Math.round(sum / count),
		medianMs: nearestRank(sorted, 50),
		p90Ms: nearestRank(sorted, 90),
	};
}

/** The least value that `percent` of 100 of all values do not exceed. */
function nearestRank(sorted: Float64Array, percent: number): number {
	return sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? Number.NaN;
}

/** Chance that can be repeated: `TOCSIN_SEED=n` runs the same moments again. */
export interface Chance {
	seed: number;
	/** In [from, to). */
	between(from: number, to: number): number;
	oneOf<T>(items: readonly [T, ...T[]]): T;
}

export function chance(seed = Number(process.env.TOCSIN_SEED) || Date.now() % 1_000_000): Chance {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		seed,
		between: (from, to) => from + next() * (to - from),
		oneOf: (items) => items[Math.floor(next() * items.length)] ?? items[0],
	};
}

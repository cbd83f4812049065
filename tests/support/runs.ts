/** True in the long form of the tests, `npm run soak`. */
export const soak = process.env.TOCSIN_SOAK === "1";

/** How often a property is tried: `n` times, fifty times as often in the soak (TOCSIN_SOAK=1). */
export function runs(n: number): number {
	return soak ? n * 50 : n;
}

/** The time-out of a test that tries a property, in milliseconds. */
export const PATIENCE_MS = soak ? 900_000 : 120_000;

/** Milliseconds with fractions since 1970: steady inside this process, so that two instants can be compared. */
export function preciseNow(): number {
	return performance.timeOrigin + performance.now();
}

export function sleep(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Asks again and again until the answer is neither null, undefined nor false. Rejects after `timeoutMs`, naming what
 * was awaited and what the last question threw.
 */
export async function eventually<T>(
	what: string,
	ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
	timeoutMs = 20_000,
	everyMs = 50,
): Promise<T> {
	const deadline = performance.now() + timeoutMs;
	let trouble: unknown = null;
	for (;;) {
		try {
			const answer = await ask();
			if (answer !== null && answer !== undefined && answer !== false) return answer;
			trouble = null;
		} catch (error) {
			trouble = error;
		}
		if (performance.now() > deadline) {
			throw new Error(`not within ${timeoutMs} ms: ${what}`, { cause: trouble ?? undefined });
		}
		await sleep(everyMs);
	}
}

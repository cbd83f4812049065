/** What was asked has not answered within its time. */
export class TimedOut extends Error {
	override name = "TimedOut";
}

/** Rejects with `TimedOut` when `work` takes longer than this; what was begun may still come to its end. */
export async function withTimeout<Value>(work: Promise<Value>, timeoutMs: number): Promise<Value> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const timeout = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new TimedOut(`timed out after ${timeoutMs} ms`)), timeoutMs);
	});
	try {
		return await Promise.race([work, timeout]);
	} finally {
		clearTimeout(timer);
	}
}

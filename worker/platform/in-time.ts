/** What was asked has not answered within its patience. */
export class TooLate extends Error {
	override name = "TooLate";
}

/** Rejects with `TooLate` when `work` takes longer than this; what was begun may still come to its end. */
export async function inTime<Value>(work: Promise<Value>, patienceMs: number): Promise<Value> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const patience = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new TooLate("it did not answer in time")), patienceMs);
	});
	try {
		return await Promise.race([work, patience]);
	} finally {
		clearTimeout(timer);
	}
}

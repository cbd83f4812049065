import { inTime } from "./in-time.ts";
import { log } from "./log.ts";

/** Objects asked at once; the rest wait their turn. */
const AT_ONCE = 20;
/** Longer than any healthy object needs: one that hangs must not take the turn of its neighbours. */
export const PATIENCE_MS = 10_000;

/** Gives every one its turn and answers how many failed: one that throws or hangs keeps nobody else from theirs. */
export async function each(
	ids: string[],
	kind: string,
	work: (id: string) => Promise<void>,
): Promise<number> {
	const waiting = [...ids];
	let failed = 0;
	const lane = async () => {
		for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
			try {
				await inTime(work(id), PATIENCE_MS);
			} catch (error) {
				failed++;
				log("sweep.object_failed", { kind, id, error: String(error) });
			}
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
	return failed;
}

import { log } from "./log.ts";
import { withTimeout } from "./with-timeout.ts";

/** Objects asked at once; the rest wait their turn. */
const AT_ONCE = 20;
/** Longer than any healthy object needs: one that hangs must not take the turn of its neighbours. */
export const TIMEOUT_MS = 10_000;

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
				await withTimeout(work(id), TIMEOUT_MS);
			} catch (error) {
				failed++;
				log("sweep.object_failed", { kind, id, error: String(error) });
			}
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
	return failed;
}

import { type Folded, readUnfolded, writeFolded } from "../../db/metrics/unfolded.ts";
import { factsOf } from "./rules/fold-facts.ts";

/** More are folded by the next tick, or by the next who asks. */
export const FOLDED_AT_ONCE = 200;

/**
 * Folds the incidents that went on since the last time, at most `FOLDED_AT_ONCE`. Harmless when two do it at once: both
 * write the same. Throws when the database does not answer.
 */
export async function catchUp(d1: D1Database): Promise<void> {
	const batch = await readUnfolded(d1, FOLDED_AT_ONCE);
	if (batch === null) return;
	const zoneOf = (userId: string) => batch.timeZones.get(userId) ?? "UTC";
	const folded = batch.incidents.map(
		({ id, lastSeq, events }): Folded => ({ id, lastSeq, facts: factsOf(events, zoneOf) }),
	);
	await writeFolded(d1, folded);
}

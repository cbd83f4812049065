import { type Folded, readUnfolded, type Unfolded, writeFolded } from "../../db/metrics/unfolded.ts";
import { log } from "../platform/log.ts";
import { factsOf } from "./rules/fold-facts.ts";

/** More are folded by the next tick, or by the next who asks. */
export const FOLDED_AT_ONCE = 200;
/** An incident may have 10,000 events. */
const EVENTS_AT_ONCE = 20_000;

/**
 * Folds the incidents that went on since the last time, at most `FOLDED_AT_ONCE`. Harmless when two do it at once: both
 * write the same. Throws when the database does not answer.
 */
export async function catchUp(d1: D1Database): Promise<void> {
	const batch = await readUnfolded(d1, FOLDED_AT_ONCE, EVENTS_AT_ONCE);
	if (batch === null) return;
	const zoneOf = (userId: string) => batch.timeZones.get(userId) ?? "UTC";
	await writeFolded(
		d1,
		batch.incidents.map((one) => folded(one, zoneOf)),
	);
}

/** A damaged timeline says nothing, and keeps nobody else's from being told. */
function folded(
	{ id, lastSeq, mark, events, aftermath }: Unfolded,
	zoneOf: (userId: string) => string,
): Folded {
	try {
		return { id, lastSeq, mark, facts: factsOf(events, zoneOf, aftermath) };
	} catch (error) {
		log("metrics.not_folded", { incidentId: id, error: String(error) });
		return { id, lastSeq, mark, facts: null };
	}
}

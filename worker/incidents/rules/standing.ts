/** How an incident stood, from its timeline alone: what the app replays without asking again. */
import type { Instant } from "../../platform/rules/time.ts";
import type { StoredEvent } from "./events.ts";
import { evolve, replay } from "./evolve.ts";
import type { Incident } from "./incident.ts";

export interface Standing {
	/** Null before the first event. */
	incident: Incident | null;
	/** The first event that cannot be folded, null when all can; the incident is then as it was before it. */
	damagedSeq: number | null;
}

/**
 * How many events had happened at `at`. Order is by `seq`: what stands behind an event that came later had not happened
 * yet, also where a clock was set back in between.
 */
export function countAt(events: readonly StoredEvent[], at: Instant): number {
	const next = events.findIndex((event) => event.at > at);
	return next < 0 ? events.length : next;
}

/** The incident after its first `count` events, as far as they can be folded. */
export function standingAfter(events: readonly StoredEvent[], count: number): Standing {
	let incident: Incident | null = null;
	for (const [index, event] of events.slice(0, count).entries()) {
		try {
			incident = evolve(incident, event);
		} catch {
			// What broke may have changed half of it.
			return { incident: replay(events.slice(0, index)), damagedSeq: event.seq };
		}
	}
	return { incident, damagedSeq: null };
}

/** How many of the events can be folded, from the first on. */
export function foldable(events: readonly StoredEvent[]): number {
	const { damagedSeq } = standingAfter(events, events.length);
	return damagedSeq === null ? events.length : events.findIndex(({ seq }) => seq === damagedSeq);
}

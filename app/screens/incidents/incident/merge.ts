import type { Incident, TimelineEvent } from "../../../state/wire.ts";

/**
 * The timeline with what came live, by `seq` and each once. Lines that would leave a hole are not taken: they are read
 * from the API together with what is missing.
 */
export function withEvents(known: TimelineEvent[], news: TimelineEvent[]): TimelineEvent[] {
	let last = known.at(-1)?.seq ?? 0;
	const next: TimelineEvent[] = [];
	for (const event of [...news].sort((a, b) => a.seq - b.seq)) {
		if (event.seq !== last + 1) continue;
		next.push(event);
		last = event.seq;
	}
	return next.length === 0 ? known : [...known, ...next];
}

/** Whether lines are missing that the incident already knows of: its version is the `seq` of its last event. */
export const isBehind = (events: TimelineEvent[], incident: Pick<Incident, "version">): boolean =>
	(events.at(-1)?.seq ?? 0) < incident.version;

/** The later of two pictures of the same incident. An answer that was overtaken on its way changes nothing. */
export const laterOf = (known: Incident | undefined, next: Incident): Incident =>
	known && known.id === next.id && known.version > next.version ? known : next;

/** A timeline made ready to be replayed: pure, so that every instant can be tried without a browser. */
import type { StoredEvent } from "../../../../worker/incidents/rules/events.ts";
import type { Incident as Folded } from "../../../../worker/incidents/rules/incident.ts";
import { foldable, standingAfter } from "../../../../worker/incidents/rules/standing.ts";
import { readEvent } from "../../../../worker/incidents/rules/stored-events.ts";
import type { Incident, NextPage, TimelineEvent } from "../../../state/wire.ts";
import { ms } from "../../../state/words.ts";

export interface Recording {
	/** As the API told them, as far as they can be replayed. */
	events: TimelineEvent[];
	stored: StoredEvent[];
	/** When each event had happened, and all before it: where a clock was set back, the later of the two. */
	reached: number[];
	from: number;
	to: number;
	/** Where it opens: what is over at its beginning, what goes on as it stands. */
	opensAt: number;
	/** The first event that cannot be replayed; the recording ends before it. */
	damagedSeq: number | null;
	nextPages: NextPage[];
}

export interface Standing {
	/** Null only where nothing at all can be replayed. */
	incident: Folded | null;
	events: TimelineEvent[];
	next: Incident["nextEscalation"];
}

/** Of what goes on it reaches up to `now`, of what is over to its last event. Null without an event to begin with. */
export function recordingOf(all: TimelineEvent[], nextPages: NextPage[], now: number): Recording | null {
	const read = all.map((event) => readEvent({ ...event, at: ms(event.at) }));
	const count = foldable(read);
	const stored = read.slice(0, count);
	const [first] = stored;
	if (!first) return null;
	let latest = first.at;
	const reached = stored.map(({ at }) => {
		latest = Math.max(latest, at);
		return latest;
	});
	const over = isOver(all);
	const to = Math.max(latest, over ? latest : now, first.at + SECOND);
	const damagedSeq = all[count]?.seq ?? null;
	const span = { from: first.at, to, opensAt: over ? first.at : to };
	return { events: all.slice(0, count), stored, reached, ...span, damagedSeq, nextPages };
}

const isOver = (events: TimelineEvent[]): boolean =>
	events.findLast(({ type }) => type === "resolved" || type === "reopened")?.type === "resolved";

/** How it stood at `at`, which is brought into the recording. */
export function standingAt(recording: Recording, at: number): Standing {
	const count = countReached(recording, within(recording, at));
	const { incident } = standingAfter(recording.stored, count);
	const seq = incident?.seq ?? 0;
	const said = recording.nextPages.findLast((page) => page.seq <= seq && ms(page.at) <= at);
	return { incident, events: recording.events.slice(0, count), next: said?.nextEscalation ?? null };
}

/** How many events had happened at `at`. */
export function countReached({ reached }: Recording, at: number): number {
	let [low, high] = [0, reached.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((reached[middle] ?? 0) <= at) low = middle + 1;
		else high = middle;
	}
	return low;
}

export const within = ({ from, to }: Pick<Recording, "from" | "to">, at: number): number =>
	Math.min(Math.max(at, from), to);

/** The instant of the next event, or of the one before; the end or the beginning where there is none. */
export function stopBeside(recording: Recording, at: number, step: 1 | -1): number {
	const { reached, from, to } = recording;
	const count = countReached(recording, at);
	if (step === 1) return reached[count] ?? to;
	const before = reached.slice(0, count).findLast((instant) => instant < at);
	return before ?? from;
}

const SECOND = 1_000;

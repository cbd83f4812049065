import { SYSTEM } from "../../platform/rules/caller.ts";
import type { StoredEvent } from "../rules/events.ts";
import type { TimelineEvent } from "../rules/incident-types.ts";
import type { Unreadable } from "../rules/replay.ts";
import { asTimeline, readEvent } from "../rules/stored-events.ts";

interface EventRow extends Record<string, SqlStorageValue> {
	seq: number;
	type: string;
	at: number;
	actor: string;
	data: string;
}

export const EVENTS_TABLE = `
CREATE TABLE IF NOT EXISTS events (
	seq INTEGER PRIMARY KEY, type TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, data TEXT NOT NULL);
`;

/** Of a timeline, as much of it as makes sense. */
export interface Readable {
	events: StoredEvent[];
	unreadable: Unreadable | null;
}

const MOST_EVENTS = 100_000;
/** With the limit in its text: SQLite compiles a statement anew each time that a limit is bound. */
const after = (limit: number) => `SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ${Math.trunc(limit)}`;

/** The table of an incident's events. It must be there. */
export class EventRows {
	constructor(private readonly sql: SqlStorage) {}

	insert({ seq, type, at, actor, data }: TimelineEvent): void {
		this.sql.exec(
			"INSERT INTO events (seq, type, at, actor, data) VALUES (?, ?, ?, ?, ?)",
			seq,
			type,
			at,
			JSON.stringify(actor),
			JSON.stringify(data),
		);
	}

	/** Oldest first. Throws when one is damaged. */
	after(seq: number, limit: number): StoredEvent[] {
		return this.sql.exec<EventRow>(after(limit), seq).toArray().map(eventOf);
	}

	/** As they are stored, oldest first: what is no JSON is shown as text. */
	raw(afterSeq: number, limit: number): TimelineEvent[] {
		return this.sql.exec<EventRow>(after(limit), afterSeq).toArray().map(rawEventOf);
	}

	/** From the first one up to one that is damaged, oldest first. */
	readable(): Readable {
		const rows = this.sql.exec<EventRow>(after(MOST_EVENTS), 0).toArray();
		const events: StoredEvent[] = [];
		for (const row of rows) {
			try {
				events.push(eventOf(row));
			} catch {
				return { events, unreadable: { seq: row.seq, at: row.at } };
			}
		}
		return { events, unreadable: null };
	}

	newestAlert(): StoredEvent | null {
		const query = "SELECT * FROM events WHERE type = 'alert_received' ORDER BY seq DESC LIMIT 1";
		const [alert] = this.sql.exec<EventRow>(query).toArray();
		return alert ? eventOf(alert) : null;
	}
}

function eventOf({ seq, type, at, actor, data }: EventRow): StoredEvent {
	return readEvent({ seq, type, at, actor: JSON.parse(actor), data: JSON.parse(data) });
}

function rawEventOf({ seq, type, at, ...row }: EventRow): TimelineEvent {
	const actor = parsed(row.actor);
	const isActor = typeof actor.kind === "string" && typeof actor.name === "string";
	return asTimeline(
		readEvent({
			seq,
			type,
			at,
			actor: isActor ? (actor as unknown as TimelineEvent["actor"]) : SYSTEM,
			data: parsed(row.data),
		}),
	);
}

function parsed(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null ? { ...value } : { raw: text };
	} catch {
		return { raw: text };
	}
}

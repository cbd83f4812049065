import { PAGING_PLAN, type PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { IncidentEvent, NewEvent, StoredEvent } from "../rules/events.ts";
import { evolve, replay } from "../rules/evolve.ts";
import type { Incident } from "../rules/incident.ts";
import type { TimelineEvent } from "../rules/incident-types.ts";
import type { PlanThen } from "../rules/replay.ts";
import { rowOf } from "../rules/stored-events.ts";
import { EVENTS_TABLE, EventRows, type Readable } from "./event-rows.ts";
import { PlanHistory } from "./plan-history.ts";

const NEWEST_KEPT = 32;

/** What is remembered of a command that carried an `Idempotency-Key`. */
export interface Remembered {
	bodyHash: string;
	answer: string;
}

const TABLES = `${EVENTS_TABLE}
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS commands (
	key TEXT PRIMARY KEY, body_hash TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
`;

/**
 * The incident's own storage: its events, append-only from seq 1, and beside them the snapshot of the paging plan,
 * how far each subscriber has been told, and answers kept for idempotency keys. State is the fold of the events.
 */
export class EventStore {
	private readonly sql: SqlStorage;
	private readonly rows: EventRows;
	private readonly history: PlanHistory;
	private exists: boolean;
	private folded: Incident | null | undefined;
	private broken: string | null = null;
	private plan: PagingPlan | null = null;
	/** The newest events, as they are stored: most of those who read want only these. */
	private newest: StoredEvent[] = [];

	/** An incident that was only asked for leaves no trace: the tables are made with the first event. */
	constructor(private readonly storage: DurableObjectStorage) {
		this.sql = storage.sql;
		this.rows = new EventRows(storage.sql);
		this.history = new PlanHistory(storage.sql);
		this.exists = this.hasTables();
	}

	private hasTables(): boolean {
		return this.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'events'").toArray().length > 0;
	}

	private create(): void {
		if (this.exists) return;
		this.sql.exec(TABLES);
		this.exists = true;
	}

	/** The incident as its events tell it, null before the first. Throws when they make no sense: see `damage`. */
	incident(): Incident | null {
		if (this.broken !== null) throw new Error(this.broken);
		if (this.folded === undefined) this.folded = this.fold();
		return this.folded;
	}

	/** False for an incident that nobody ever opened. */
	isOpen(): boolean {
		return this.exists;
	}

	/** Why the events cannot be folded, null when they can. The raw events can still be read. */
	corruption(): string | null {
		try {
			this.incident();
			return null;
		} catch (error) {
			return String(error);
		}
	}

	private fold(): Incident | null {
		try {
			return replay(this.eventsAfter(0));
		} catch (error) {
			this.broken = `the timeline cannot be read: ${String(error)}`;
			throw new Error(this.broken);
		}
	}

	/** The plan that this incident pages by: the snapshot of its policy, people as fresh as they could last be read. */
	paging(): PagingPlan | null {
		const text = this.plan ? null : this.readFact("paging");
		// A newer one is paged by as it is: nobody can be called without.
		if (text !== null) this.plan = PAGING_PLAN.fromText(text).value;
		return this.plan;
	}

	savePaging(plan: PagingPlan): void {
		this.writeFact("paging", PAGING_PLAN.toText(plan));
		this.history.keep(plan, Date.now());
		this.plan = plan;
	}

	/** What it paged by, and since when, as far as it was kept. */
	plans(): PlanThen[] {
		return this.exists ? this.history.plans() : [];
	}

	/** Appends in one transaction, together with `alongside`. All or nothing, in memory too. */
	append(events: NewEvent[], now: Instant, alongside: () => void = () => {}): IncidentEvent[] {
		try {
			return this.storage.transactionSync(() => {
				this.create();
				const placed = events.map((event) => this.appendOne(event, now));
				alongside();
				return placed;
			});
		} catch (error) {
			// What was folded before the storage refused is not true: fold again from what is stored.
			this.folded = undefined;
			this.newest = [];
			this.history.doubt();
			this.exists = this.hasTables();
			throw error;
		}
	}

	private appendOne(event: NewEvent, now: Instant): IncidentEvent {
		const before = this.incident();
		const placed = { ...event, seq: (before?.seq ?? 0) + 1, at: now } as IncidentEvent;
		this.rows.insert(rowOf(placed));
		this.folded = evolve(before, placed);
		if (this.newest.length === NEWEST_KEPT) this.newest.shift();
		this.newest.push(placed);
		return placed;
	}

	/** The rows as they are stored, for a timeline that cannot be folded: what is no JSON is shown as text. */
	rawEvents(afterSeq: number, limit: number): TimelineEvent[] {
		return this.exists ? this.rows.raw(afterSeq, limit) : [];
	}

	/** All events up to the first that is damaged. */
	readable(): Readable {
		return this.exists ? this.rows.readable() : { events: [], unreadable: null };
	}

	/** Oldest first. */
	eventsAfter(seq: number, limit = 100_000): StoredEvent[] {
		if (!this.exists) return [];
		if (seq + 1 >= (this.newest[0]?.seq ?? Number.POSITIVE_INFINITY))
			return this.newest.filter((e) => e.seq > seq).slice(0, limit);
		return this.rows.after(seq, limit);
	}

	/** The event that opened it, and the newest alert. */
	cause(): [triggered: StoredEvent | null, alert: StoredEvent | null] {
		if (!this.exists) return [null, null];
		return [this.eventsAfter(0, 1)[0] ?? null, this.rows.newestAlert()];
	}

	/** Puts back the rows of a timeline that another store kept, whole; only into an empty store. */
	restore(rows: TimelineEvent[], paging: PagingPlan): void {
		this.storage.transactionSync(() => {
			this.create();
			for (const row of rows) this.rows.insert(row);
			this.savePaging(paging);
		});
		this.folded = undefined;
	}

	remembered(key: string): Remembered | null {
		if (!this.exists) return null;
		const row = this.sql
			.exec<{ body_hash: string; answer: string }>(
				"SELECT body_hash, answer FROM commands WHERE key = ?",
				key,
			)
			.toArray()[0];
		return row ? { bodyHash: row.body_hash, answer: row.answer } : null;
	}

	remember(key: string, bodyHash: string, answer: string, now: Instant): void {
		this.sql.exec("DELETE FROM commands WHERE at < ?", now - 86_400_000);
		this.sql.exec(
			"INSERT INTO commands (key, body_hash, answer, at) VALUES (?, ?, ?, ?)",
			key,
			bodyHash,
			answer,
			now,
		);
	}

	readFact(name: string): string | null {
		if (!this.exists) return null;
		const row = this.sql.exec<{ value: string }>("SELECT value FROM facts WHERE name = ?", name).toArray()[0];
		return row?.value ?? null;
	}

	writeFact(name: string, value: string): void {
		this.sql.exec(
			"INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
			name,
			value,
		);
	}
}

import { hours, type Instant, minutes } from "../platform/rules/time.ts";
import type { Subscriber, SubscriberKind } from "./rules/subscription.ts";

/** Who did not confirm by then has not subscribed. */
const UNCONFIRMED_MS = hours(48);
/** One mailbox gets no more than this many questions from whoever types it in: one in so long. */
const ASK_GAP_MS = minutes(10);
const MOST_SUBSCRIBERS = 100_000;
const MOST_UNCONFIRMED = 10_000;

/** One who is kept, with what reaches them: sealed. */
export interface KeptSubscriber extends Subscriber {
	target: string;
	/** When they were last asked whether they want this. */
	askedAt: Instant;
}

type Row = Record<string, SqlStorageValue>;

/** The Subscribers object's own storage. Each method is one turn. */
export class SubscriberStore {
	private readonly sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.sql = sql;
		sql.exec(`CREATE TABLE IF NOT EXISTS subscribers (
			id TEXT PRIMARY KEY, kind TEXT NOT NULL, target_hash TEXT NOT NULL UNIQUE, target TEXT NOT NULL,
			component_ids TEXT, state TEXT NOT NULL, created_at INTEGER NOT NULL, confirmed_at INTEGER,
			asked_at INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT 0, failing_since INTEGER) STRICT`);
		sql.exec("CREATE INDEX IF NOT EXISTS subscribers_by_state ON subscribers (state, id)");
	}

	isFull(): boolean {
		const { active, unconfirmed } = this.counts();
		return active + unconfirmed >= MOST_SUBSCRIBERS || unconfirmed >= MOST_UNCONFIRMED;
	}

	/** Who has this address, if anybody. */
	idOfTarget(targetHash: string): string | null {
		const [row] = this.rows("SELECT id FROM subscribers WHERE target_hash = ?", targetHash);
		return row ? String(row.id) : null;
	}

	/** Takes on whoever is new, unconfirmed. */
	add(one: KeptSubscriber, targetHash: string): void {
		const components = one.componentIds && JSON.stringify(one.componentIds);
		this.sql.exec(
			`INSERT INTO subscribers (id, kind, target_hash, target, component_ids, state, created_at, asked_at)
			VALUES (?, ?, ?, ?, ?, 'unconfirmed', ?, ?)`,
			...[one.id, one.kind, targetHash, one.target, components, one.createdAt, one.askedAt],
		);
	}

	/**
	 * Somebody typed in the address of one who is known. True when they are to be asked again, or told that they
	 * have it already: once in ten minutes. What they chose changes only while they have not confirmed: others can type in their address too.
	 */
	askAgain(id: string, componentIds: string[] | null, now: Instant): boolean {
		this.sql.exec(
			"UPDATE subscribers SET component_ids = ? WHERE id = ? AND state = 'unconfirmed'",
			componentIds && JSON.stringify(componentIds),
			id,
		);
		const asked = this.rows(
			"UPDATE subscribers SET asked_at = ? WHERE id = ? AND asked_at <= ? RETURNING id",
			...[now, id, now - ASK_GAP_MS],
		);
		return asked.length > 0;
	}

	read(id: string): KeptSubscriber | null {
		const [row] = this.rows("SELECT * FROM subscribers WHERE id = ?", id);
		return row ? subscriberOf(row) : null;
	}

	/** True when it was news. */
	confirm(id: string, now: Instant): boolean {
		const set = "UPDATE subscribers SET state = 'active', confirmed_at = ?";
		return this.rows(`${set} WHERE id = ? AND state = 'unconfirmed' RETURNING id`, now, id).length > 0;
	}

	choose(id: string, componentIds: string[] | null): void {
		const list = componentIds && JSON.stringify(componentIds);
		this.sql.exec("UPDATE subscribers SET component_ids = ? WHERE id = ?", list, id);
	}

	remove(id: string): void {
		this.sql.exec("DELETE FROM subscribers WHERE id = ?", id);
	}

	list({ limit, before }: { limit: number; before: string | null }): KeptSubscriber[] {
		const where = before === null ? "?1 IS NULL" : "id < ?1";
		const found = this.rows(
			`SELECT * FROM subscribers WHERE ${where} ORDER BY id DESC LIMIT ?2`,
			before,
			limit,
		);
		return found.map(subscriberOf);
	}

	counts(): { active: number; unconfirmed: number } {
		const found = this.rows("SELECT state, COUNT(*) AS n FROM subscribers GROUP BY state");
		const of = (state: string) => Number(found.find((row) => row.state === state)?.n ?? 0);
		return { active: of("active"), unconfirmed: of("unconfirmed") };
	}

	/** Those who were asked long ago and said nothing. */
	unanswered(now: Instant): string[] {
		const found = this.rows(
			"SELECT id FROM subscribers WHERE state = 'unconfirmed' AND asked_at <= ? LIMIT 1000",
			now - UNCONFIRMED_MS,
		);
		return found.map(({ id }) => String(id));
	}

	/** One that works costs no row. */
	works({ id, failures }: Subscriber): void {
		if (failures === 0) return;
		this.sql.exec("UPDATE subscribers SET failures = 0, failing_since = NULL WHERE id = ?", id);
	}

	fails(id: string, now: Instant): void {
		const set = "failures = failures + 1, failing_since = COALESCE(failing_since, ?)";
		this.sql.exec(`UPDATE subscribers SET ${set} WHERE id = ?`, now, id);
	}

	private rows(statement: string, ...values: SqlStorageValue[]): Row[] {
		return this.sql.exec(statement, ...values).toArray();
	}
}

function subscriberOf(row: Row): KeptSubscriber {
	const numberOrNull = (value: SqlStorageValue | undefined) => (value == null ? null : Number(value));
	return {
		id: String(row.id),
		kind: String(row.kind) as SubscriberKind,
		state: String(row.state) as Subscriber["state"],
		target: String(row.target),
		componentIds: row.component_ids == null ? null : JSON.parse(String(row.component_ids)),
		createdAt: Number(row.created_at),
		askedAt: Number(row.asked_at),
		confirmedAt: numberOrNull(row.confirmed_at),
		failures: Number(row.failures),
		failingSince: numberOrNull(row.failing_since),
	};
}

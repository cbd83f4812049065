import { hours, type Instant, minutes } from "../platform/rules/time.ts";
import {
	asksForItself,
	type Choice,
	ENDED_MS,
	type Frequency,
	LONGEST_MS,
	type Subscriber,
	type SubscriberKind,
} from "./rules/subscription.ts";

/** Who did not confirm by then has not subscribed. */
const UNCONFIRMED_MS = hours(48);
/** One mailbox gets no more than this many questions from whoever types it in: one in so long. */
const ASK_GAP_MS = minutes(10);
const MOST_SUBSCRIBERS = 100_000;
const MOST_UNCONFIRMED = 10_000;
/** One address is not asked for more than so many things that it has not answered. */
const MOST_QUESTIONS = 3;
/** An address is a hash of this many digits: whatever a subscriber has for a key begins with it. */
export const HASH_LENGTH = 64;

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
		this.addColumn("frequency", "TEXT NOT NULL DEFAULT 'each'");
		this.addColumn("incident_id", "TEXT");
		this.addColumn("ends_at", "INTEGER");
		sql.exec(
			"CREATE INDEX IF NOT EXISTS subscribers_by_incident ON subscribers (incident_id) WHERE incident_id IS NOT NULL",
		);
		sql.exec(
			"CREATE INDEX IF NOT EXISTS subscribers_by_frequency ON subscribers (frequency) WHERE frequency <> 'each'",
		);
	}

	isFull(): boolean {
		const { active, unconfirmed } = this.counts();
		return active + unconfirmed >= MOST_SUBSCRIBERS || unconfirmed >= MOST_UNCONFIRMED;
	}

	/** Who has this address, for all news or for that of one incident, if anybody. */
	idOfTarget(address: string, incidentId: string | null): string | null {
		const [row] = this.rows("SELECT id FROM subscribers WHERE target_hash = ?", keyOf(address, incidentId));
		return row ? String(row.id) : null;
	}

	/** Everybody who has this address, whatever they want. */
	idsOfAddress(address: string): string[] {
		const found = this.rows(
			"SELECT id FROM subscribers WHERE target_hash >= ? AND target_hash < ?",
			...[address, `${address}0`],
		);
		return found.map(({ id }) => String(id));
	}

	/** When the next question to this address may leave; null: enough of them are not answered. */
	nextQuestionAt(kind: SubscriberKind, address: string, now: Instant): Instant | null {
		if (asksForItself(kind)) return now;
		const [row] = this.rows(
			`SELECT MAX(asked_at) AS asked_at, COUNT(*) FILTER (WHERE state = 'unconfirmed') AS open FROM subscribers
			WHERE target_hash >= ? AND target_hash < ?`,
			...[address, `${address}0`],
		);
		if (Number(row?.open ?? 0) >= MOST_QUESTIONS) return null;
		return row?.asked_at == null ? now : Math.max(now, Number(row.asked_at) + ASK_GAP_MS);
	}

	/** Takes on whoever is new, unconfirmed. */
	add(one: KeptSubscriber, address: string): void {
		const { id, kind, target, componentIds, createdAt, askedAt, frequency, incidentId, endsAt } = one;
		this.sql.exec(
			`INSERT INTO subscribers (id, kind, target_hash, target, component_ids, state, created_at, asked_at,
				frequency, incident_id, ends_at)
			VALUES (?, ?, ?, ?, ?, 'unconfirmed', ?, ?, ?, ?, ?)`,
			...[id, kind, keyOf(address, incidentId), target, componentIds && JSON.stringify(componentIds)],
			...[createdAt, askedAt, frequency, incidentId, endsAt],
		);
	}

	/**
	 * Somebody typed in the address of one who is known. True when they are to be asked again, or told that they
	 * have it already: once in ten minutes. What they chose changes only while they have not confirmed: others can type in
	 * their address too. A browser is asked each time, and what it chose counts.
	 */
	askAgain(id: string, kind: SubscriberKind, choice: Choice, now: Instant): boolean {
		const isOwn = asksForItself(kind);
		if (isOwn || this.read(id)?.state === "unconfirmed") this.choose(id, choice);
		const asked = this.rows(
			"UPDATE subscribers SET asked_at = ? WHERE id = ? AND asked_at <= ? RETURNING id",
			...[now, id, isOwn ? now : now - ASK_GAP_MS],
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

	choose(id: string, { componentIds, frequency }: Choice): void {
		const list = componentIds && JSON.stringify(componentIds);
		this.sql.exec(
			"UPDATE subscribers SET component_ids = ?, frequency = ? WHERE id = ?",
			list,
			frequency,
			id,
		);
	}

	/** Who follows this incident does so until it has been over for a day; one that was reopened goes on. */
	endWith(incidentId: string, resolvedAt: Instant | null): void {
		const endsAt = resolvedAt === null ? null : resolvedAt + ENDED_MS;
		this.sql.exec(
			`UPDATE subscribers SET ends_at = COALESCE(?1, created_at + ${LONGEST_MS})
			WHERE incident_id = ?2 AND ends_at IS NOT COALESCE(?1, created_at + ${LONGEST_MS})`,
			...[endsAt, incidentId],
		);
	}

	/** Who followed one incident reads on in another. Those who follow that already are answered: once is enough. */
	moveOn(fromId: string, toId: string): string[] {
		this.sql.exec(
			`UPDATE OR IGNORE subscribers SET incident_id = ?1, target_hash = substr(target_hash, 1, ${HASH_LENGTH}) || '/' || ?1
			WHERE incident_id = ?2`,
			...[toId, fromId],
		);
		return this.rows("SELECT id FROM subscribers WHERE incident_id = ?", fromId).map(({ id }) => String(id));
	}

	/** Is there anybody who is told this often, and not of each update? */
	hasDigestReaders(frequency: Frequency): boolean {
		const any =
			"SELECT 1 FROM subscribers WHERE frequency <> 'each' AND frequency = ? AND state = 'active' LIMIT 1";
		return this.rows(any, frequency).length > 0;
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

	/** Those who were asked long ago and said nothing, and those whose incident is over. */
	outdated(now: Instant): string[] {
		const unanswered = this.rows(
			"SELECT id FROM subscribers WHERE state = 'unconfirmed' AND asked_at <= ? LIMIT 1000",
			now - UNCONFIRMED_MS,
		);
		const ended = this.rows(
			"SELECT id FROM subscribers WHERE incident_id IS NOT NULL AND ends_at <= ? LIMIT 1000",
			now,
		);
		return [...unanswered, ...ended].map(({ id }) => String(id));
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

	private addColumn(name: string, type: string): void {
		const known = this.rows("SELECT 1 FROM pragma_table_info('subscribers') WHERE name = ?", name);
		if (known.length === 0) this.sql.exec(`ALTER TABLE subscribers ADD COLUMN ${name} ${type}`);
	}

	private rows(statement: string, ...values: SqlStorageValue[]): Row[] {
		return this.sql.exec(statement, ...values).toArray();
	}
}

/** An address may have one subscription for all, and one for each incident. All that it has begin with the address. */
const keyOf = (address: string, incidentId: string | null): string =>
	incidentId === null ? address : `${address}/${incidentId}`;

function subscriberOf(row: Row): KeptSubscriber {
	const numberOrNull = (value: SqlStorageValue | undefined) => (value == null ? null : Number(value));
	return {
		id: String(row.id),
		kind: String(row.kind) as SubscriberKind,
		state: String(row.state) as Subscriber["state"],
		target: String(row.target),
		componentIds: row.component_ids == null ? null : JSON.parse(String(row.component_ids)),
		frequency: String(row.frequency) as Frequency,
		incidentId: row.incident_id == null ? null : String(row.incident_id),
		endsAt: numberOrNull(row.ends_at),
		createdAt: Number(row.created_at),
		askedAt: Number(row.asked_at),
		confirmedAt: numberOrNull(row.confirmed_at),
		failures: Number(row.failures),
		failingSince: numberOrNull(row.failing_since),
	};
}

import { days, type Instant, minutes } from "../platform/rules/time.ts";
import { audienceOf, heardBy, NEWS, type News, subjectOf, type Told } from "./rules/news.ts";
import type { DigestFrequency } from "./rules/subscription.ts";
import { HASH_LENGTH } from "./subscriber-store.ts";

/** Longer than anything is news, and than a week of it takes. */
const HEARD_MS = days(9);
/** A receiver that failed before is asked when those who work have been told. */
const LAST_IN_LINE_MS = minutes(1);
/** What a question is queued as, in place of news. */
export const ASK = "ask";

/** One message on its way. */
export interface Delivery {
	newsId: string;
	subscriberId: string;
	/** Those made, this one included. */
	attempts: number;
}

type Row = Record<string, SqlStorageValue>;

/**
 * What is still to be sent, beside the subscribers in the same storage. News is queued as one row, whoever is told: how far
 * it came is the last subscriber whose message left. A row of its own has only what is on its way, or failed.
 */
export class NewsQueue {
	private readonly sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.sql = sql;
		sql.exec("CREATE TABLE IF NOT EXISTS heard (update_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT");
		sql.exec(`CREATE TABLE IF NOT EXISTS news (
			id TEXT PRIMARY KEY, incident_id TEXT NOT NULL, at INTEGER NOT NULL, json TEXT NOT NULL,
			last_id TEXT NOT NULL, is_done INTEGER NOT NULL) STRICT`);
		sql.exec("CREATE INDEX IF NOT EXISTS news_to_tell ON news (is_done, at)");
		for (const frequency of ["daily", "weekly"] as const) this.addMark(frequency);
		sql.exec(`CREATE TABLE IF NOT EXISTS deliveries (
			news_id TEXT NOT NULL, subscriber_id TEXT NOT NULL, attempts INTEGER NOT NULL, due_at INTEGER NOT NULL,
			PRIMARY KEY (news_id, subscriber_id)) STRICT`);
		sql.exec("CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due_at)");
	}

	heard(updateIds: string[]): Set<string> {
		const found = this.rows(
			"SELECT update_id FROM heard WHERE update_id IN (SELECT value FROM json_each(?))",
			JSON.stringify(updateIds),
		);
		return new Set(found.map((row) => String(row.update_id)));
	}

	/** Queued for everybody whom it concerns. Where there is nobody, it is only known as heard. */
	noteNews(news: Told, now: Instant, hasReaders: boolean): void {
		for (const id of heardBy(news))
			this.sql.exec("INSERT INTO heard VALUES (?, ?) ON CONFLICT DO NOTHING", id, now);
		if (hasReaders) this.queueNews(news);
	}

	/** Again changes nothing. */
	queueNews(news: News): void {
		this.sql.exec(
			`INSERT INTO news (id, incident_id, at, json, last_id, is_done) VALUES (?, ?, ?, ?, '', 0)
			ON CONFLICT DO NOTHING`,
			...[news.id, subjectOf(news), news.at, NEWS.toText(news)],
		);
	}

	/** What was in no digest of this kind. From now on it was in one. */
	takeForDigest(frequency: DigestFrequency): News[] {
		const found = this.rows(`SELECT json FROM news WHERE in_${frequency} = 0 ORDER BY rowid`);
		this.sql.exec(`UPDATE news SET in_${frequency} = 1 WHERE in_${frequency} = 0`);
		return found.map(({ json }) => NEWS.fromText(String(json)).value);
	}

	news(id: string): News | null {
		const [row] = this.rows("SELECT json FROM news WHERE id = ?", id);
		return row ? NEWS.fromText(String(row.json)).value : null;
	}

	/** True while somebody is still to be told of this incident or maintenance. */
	waitsFor(subjectId: string): boolean {
		const open = "SELECT 1 FROM news AS n WHERE n.incident_id = ?";
		const late = "EXISTS (SELECT 1 FROM deliveries AS d WHERE d.news_id = n.id)";
		return this.rows(`${open} AND (n.is_done = 0 OR ${late}) LIMIT 1`, subjectId).length > 0;
	}

	/**
	 * Takes the next message that is due, and counts the attempt: what was queued before, else the next subscriber of the
	 * oldest news. `busy` are those on their way; one that an instance before this one left there is made again.
	 */
	take(now: Instant, busy: ReadonlySet<string>): Delivery | null {
		return this.takeQueued(now, busy) ?? this.takeNext(now);
	}

	/** Null when nothing waits. Those on their way do not count. */
	nextDueAt(now: Instant, busy: ReadonlySet<string>): Instant | null {
		if (this.rows("SELECT 1 FROM news WHERE is_done = 0 LIMIT 1").length > 0) return now;
		const queued = this.rows(
			"SELECT news_id, subscriber_id, due_at FROM deliveries ORDER BY due_at LIMIT ?",
			busy.size + 1,
		);
		const free = queued.find((row) => !busy.has(keyOf(row)));
		return free ? Number(free.due_at) : null;
	}

	/** It arrived, or is given up. */
	done({ newsId, subscriberId }: Delivery): void {
		this.sql.exec("DELETE FROM deliveries WHERE news_id = ? AND subscriber_id = ?", newsId, subscriberId);
	}

	again({ newsId, subscriberId }: Delivery, dueAt: Instant): void {
		const set = "UPDATE deliveries SET due_at = ? WHERE news_id = ? AND subscriber_id = ?";
		this.sql.exec(set, dueAt, newsId, subscriberId);
	}

	isQueued({ newsId, subscriberId }: Delivery): boolean {
		const found = "SELECT 1 FROM deliveries WHERE news_id = ? AND subscriber_id = ?";
		return this.rows(found, newsId, subscriberId).length > 0;
	}

	/** Nothing more leaves for this subscriber. */
	forget(subscriberId: string): void {
		this.sql.exec("DELETE FROM deliveries WHERE subscriber_id = ?", subscriberId);
	}

	waiting(): number {
		const [row] = this.rows("SELECT COUNT(*) AS n FROM deliveries");
		return Number(row?.n ?? 0);
	}

	tidy(now: Instant): void {
		this.sql.exec("DELETE FROM heard WHERE at <= ?", now - HEARD_MS);
		this.sql.exec("DELETE FROM news WHERE is_done = 1 AND at <= ?", now - HEARD_MS);
	}

	/** Queues one message; the same again changes nothing. */
	queue(newsId: string, subscriberId: string, dueAt: Instant, attempts = 0): void {
		this.sql.exec(
			"INSERT INTO deliveries VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
			...[newsId, subscriberId, attempts, dueAt],
		);
	}

	private takeQueued(now: Instant, busy: ReadonlySet<string>): Delivery | null {
		const due = this.rows(
			"SELECT * FROM deliveries WHERE due_at <= ? ORDER BY due_at LIMIT ?",
			now,
			busy.size + 1,
		);
		const row = due.find((one) => !busy.has(keyOf(one)));
		if (!row) return null;
		const [newsId, subscriberId, attempts] = [
			String(row.news_id),
			String(row.subscriber_id),
			Number(row.attempts),
		];
		const set = "UPDATE deliveries SET attempts = ? WHERE news_id = ? AND subscriber_id = ?";
		this.sql.exec(set, attempts + 1, newsId, subscriberId);
		return { newsId, subscriberId, attempts: attempts + 1 };
	}

	private takeNext(now: Instant): Delivery | null {
		for (;;) {
			const [row] = this.rows("SELECT id, json, last_id FROM news WHERE is_done = 0 ORDER BY at LIMIT 1");
			if (!row) return null;
			const newsId = String(row.id);
			const next = this.nextReader(NEWS.fromText(String(row.json)).value, String(row.last_id));
			if (!next) {
				this.sql.exec("UPDATE news SET is_done = 1 WHERE id = ?", newsId);
				continue;
			}
			const subscriberId = String(next.id);
			this.sql.exec("UPDATE news SET last_id = ? WHERE id = ?", subscriberId, newsId);
			const isFailing = Number(next.failures) > 0;
			this.queue(newsId, subscriberId, isFailing ? now + LAST_IN_LINE_MS : now, isFailing ? 0 : 1);
			if (!isFailing) return { newsId, subscriberId, attempts: 1 };
		}
	}

	/** Who follows the incident alone is not told what the same address is told anyway. */
	private nextReader(news: News, afterId: string): Row | undefined {
		const { frequency, componentIds, incidentId } = audienceOf(news);
		const wants = (
			who: string,
		) => `${who}.incident_id IS NULL AND ${who}.frequency = ?3 AND ${who}.confirmed_at <= ?2
			AND (${who}.component_ids IS NULL OR EXISTS (
				SELECT 1 FROM json_each(${who}.component_ids) WHERE value IN (SELECT value FROM json_each(?4))))`;
		const [next] = this.rows(
			`SELECT id, failures FROM subscribers AS s WHERE state = 'active' AND id > ?1 AND confirmed_at <= ?2
			AND ((${wants("s")}) OR (s.incident_id = ?5 AND NOT EXISTS (SELECT 1 FROM subscribers AS g
				WHERE g.target_hash = substr(s.target_hash, 1, ${HASH_LENGTH}) AND g.state = 'active' AND ${wants("g")})))
			ORDER BY id LIMIT 1`,
			...[afterId, news.at, frequency, JSON.stringify(componentIds), incidentId],
		);
		return next;
	}

	private addMark(frequency: DigestFrequency): void {
		const known = "SELECT 1 FROM pragma_table_info('news') WHERE name = ?";
		if (this.rows(known, `in_${frequency}`).length > 0) return;
		this.sql.exec(`ALTER TABLE news ADD COLUMN in_${frequency} INTEGER NOT NULL DEFAULT 0`);
	}

	private rows(statement: string, ...values: SqlStorageValue[]): Row[] {
		return this.sql.exec(statement, ...values).toArray();
	}
}

/** Names a message on its way. */
export const deliveryKey = ({ newsId, subscriberId }: Omit<Delivery, "attempts">): string =>
	`${newsId}/${subscriberId}`;

const keyOf = (row: Row): string =>
	deliveryKey({ newsId: String(row.news_id), subscriberId: String(row.subscriber_id) });

import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { overAt, publicWordId } from "../maintenance/rules/public-maintenance.ts";
import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { isIdOf } from "../platform/rules/id.ts";
import { days, type Instant, seconds } from "../platform/rules/time.ts";
import { subscribersOf } from "../platform/stubs.ts";
import { withTimeout } from "../platform/with-timeout.ts";
import type { PublicationStore } from "./publication-store.ts";

/** What ended longer ago is no news. */
const NEWS_MS = days(1);
const MOST_AT_ONCE = 10;
const TIMEOUT_MS = seconds(5);

/**
 * Which incidents and maintenances have public news that the subscribers may not have been told. Noted in the turn in which the news is
 * stored, and kept until the Subscribers object says that nobody waits for it any more: so the minute tick finds whatever
 * was lost on the way there, and asks nothing while there is no news.
 */
export class Telling {
	private readonly sql: SqlStorage;

	constructor(
		sql: SqlStorage,
		private readonly env: Env,
		private readonly store: PublicationStore,
	) {
		this.sql = sql;
		sql.exec(
			"CREATE TABLE IF NOT EXISTS telling (incident_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, asked_at INTEGER NOT NULL) STRICT",
		);
		sql.exec(
			"CREATE TABLE IF NOT EXISTS maintenance_words (id TEXT PRIMARY KEY, word_id TEXT NOT NULL) STRICT",
		);
	}

	/** Most of what happens to an incident is no word to the public: what was shown before has been noted then. */
	note(incident: PublicIncident, before: PublicIncident | null, now: Instant): void {
		const { incidentId, seq, published, resolvedAt, goesOnIn } = incident;
		// Whoever follows it reads on there.
		const isMoved = before?.incidentId === incidentId && goesOnIn !== undefined;
		if ((!published && !isMoved) || (resolvedAt !== null && now - resolvedAt >= NEWS_MS)) return;
		if (before && wordsOf(before) === wordsOf(incident)) return;
		this.wait(incidentId, seq);
	}

	/** Nothing happens to a maintenance that begins: it is noted by whoever looks, once for each step. */
	noteMaintenances(now: Instant): void {
		for (const one of this.store.maintenances().filter((one) => now - overAt(one) < NEWS_MS)) {
			const isNew = this.sql.exec(
				`INSERT INTO maintenance_words VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET word_id = excluded.word_id
				WHERE word_id <> excluded.word_id RETURNING id`,
				one.id,
				publicWordId(one, now),
			);
			if (isNew.toArray().length > 0) this.wait(one.id, now);
		}
	}

	private wait(id: string, seq: number): void {
		this.sql.exec(
			"INSERT INTO telling VALUES (?, ?, 0) ON CONFLICT (incident_id) DO UPDATE SET seq = excluded.seq, asked_at = 0",
			id,
			seq,
		);
	}

	/** New ones first, then those that wait longest. Never throws: what is not told now is told at the next tick. */
	async tell(): Promise<void> {
		const noted = this.sql
			.exec<{ id: string; seq: number }>(
				`SELECT incident_id AS id, seq FROM telling ORDER BY asked_at LIMIT ${MOST_AT_ONCE}`,
			)
			.toArray();
		await Promise.all(noted.map(({ id, seq }) => this.tellOf(id, seq)));
	}

	/** Once an hour the subscribers' own object is woken, whatever there is to tell. What is planned no more is forgotten. */
	async tidy(): Promise<void> {
		const there = JSON.stringify(this.store.maintenances().map(({ id }) => id));
		this.sql.exec("DELETE FROM maintenance_words WHERE id NOT IN (SELECT value FROM json_each(?))", there);
		await withTimeout(subscribersOf(this.env).tick(), TIMEOUT_MS).catch((error: unknown) =>
			log("publication.subscribers_silent", { error }),
		);
	}

	private async tellOf(id: string, seq: number): Promise<void> {
		try {
			const waits = await withTimeout(this.hear(id), TIMEOUT_MS);
			const own = "WHERE incident_id = ? AND seq = ?";
			if (waits) this.sql.exec(`UPDATE telling SET asked_at = ? ${own}`, Date.now(), id, seq);
			else this.sql.exec(`DELETE FROM telling ${own}`, id, seq);
		} catch (error) {
			log("publication.subscribers_not_told", { subjectId: id, error });
		}
	}

	/** True while somebody waits for it. What is there no more is told to nobody. */
	private async hear(id: string): Promise<boolean> {
		const subscribers = subscribersOf(this.env);
		if (isIdOf("maintenance", id)) {
			const maintenance = this.store.maintenances().find((one) => one.id === id);
			return maintenance !== undefined && subscribers.hearMaintenance(maintenance);
		}
		const incident = this.store.incident(id);
		return incident !== null && subscribers.hear(incident, id);
	}
}

/** What subscribers are told of an incident: the same again is no news. */
function wordsOf({ incidentId, published, resolvedAt, updates }: PublicIncident): string {
	return JSON.stringify([incidentId, published, resolvedAt, updates.map(({ id }) => id)]);
}

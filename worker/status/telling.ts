import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { days, type Instant, seconds } from "../platform/rules/time.ts";
import { subscribersOf } from "../platform/stubs.ts";
import { withTimeout } from "../platform/with-timeout.ts";
import type { PublicationStore } from "./publication-store.ts";

/** What ended longer ago is no news. */
const NEWS_MS = days(1);
const MOST_AT_ONCE = 10;
const TIMEOUT_MS = seconds(5);

/**
 * Which incidents have public news that the subscribers may not have been told. Noted in the turn in which the news is
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
	}

	/** Most of what happens to an incident is no word to the public: what was shown before has been noted then. */
	note(incident: PublicIncident, before: PublicIncident | null, now: Instant): void {
		const { incidentId, seq, published, resolvedAt } = incident;
		if (!published || (resolvedAt !== null && now - resolvedAt >= NEWS_MS)) return;
		if (before && wordsOf(before) === wordsOf(incident)) return;
		this.sql.exec(
			"INSERT INTO telling VALUES (?, ?, 0) ON CONFLICT (incident_id) DO UPDATE SET seq = excluded.seq, asked_at = 0",
			incidentId,
			seq,
		);
	}

	/** New ones first, then those that wait longest. Never throws: what is not told now is told at the next tick. */
	async tell(): Promise<void> {
		const noted = this.sql
			.exec<{ id: string; seq: number }>(
				"SELECT incident_id AS id, seq FROM telling ORDER BY asked_at LIMIT ?",
				MOST_AT_ONCE,
			)
			.toArray();
		await Promise.all(noted.map(({ id, seq }) => this.tellOf(id, seq)));
	}

	/** Once an hour the subscribers' own object is woken, whatever there is to tell. */
	async tidy(): Promise<void> {
		await withTimeout(subscribersOf(this.env).tick(), TIMEOUT_MS).catch((error: unknown) =>
			log("publication.subscribers_silent", { error }),
		);
	}

	private async tellOf(id: string, seq: number): Promise<void> {
		try {
			const incident = this.store.incident(id);
			const waits =
				incident !== null && (await withTimeout(subscribersOf(this.env).hear(incident), TIMEOUT_MS));
			const own = "WHERE incident_id = ? AND seq = ?";
			if (waits) this.sql.exec(`UPDATE telling SET asked_at = ? ${own}`, Date.now(), id, seq);
			else this.sql.exec(`DELETE FROM telling ${own}`, id, seq);
		} catch (error) {
			log("publication.subscribers_not_told", { incidentId: id, error });
		}
	}
}

/** What subscribers are told of an incident: the same again is no news. */
function wordsOf({ incidentId, published, resolvedAt, updates }: PublicIncident): string {
	return JSON.stringify([incidentId, published, resolvedAt, updates.map(({ id }) => id)]);
}

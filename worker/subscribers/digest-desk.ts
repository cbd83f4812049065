import { days, type Instant } from "../platform/rules/time.ts";
import type { NewsQueue } from "./news-queue.ts";
import { digestOf, nextDigestAt } from "./rules/digest.ts";
import { type DigestFrequency, FREQUENCIES } from "./rules/subscription.ts";
import type { SubscriberStore } from "./subscriber-store.ts";

const KINDS = FREQUENCIES.filter((one): one is DigestFrequency => one !== "each");
/** A clock that was wrong for a while puts nothing off for longer. */
const LONGEST_WAIT_MS = days(8);

/** When the next digest of each kind is made, beside the news in the same storage. Nothing where nobody reads it. */
export class DigestDesk {
	constructor(
		private readonly sql: SqlStorage,
		private readonly people: SubscriberStore,
		private readonly queue: NewsQueue,
	) {
		sql.exec(
			"CREATE TABLE IF NOT EXISTS digests (frequency TEXT PRIMARY KEY, due_at INTEGER NOT NULL) STRICT",
		);
	}

	/** Now where it is not known yet; null when nobody reads one. */
	nextDueAt(now: Instant): Instant | null {
		const all = this.read().map((frequency) => this.dueAt(frequency, now) ?? now);
		return all.length > 0 ? Math.min(...all) : null;
	}

	/** Queues each that is due, and plans the one after it. What was in one is in no other of its kind. */
	make(now: Instant, timeZone: string): void {
		for (const frequency of this.read()) {
			const dueAt = this.dueAt(frequency, now);
			if (dueAt !== null && dueAt <= now) {
				const digest = digestOf(frequency, this.queue.takeForDigest(frequency), now);
				if (digest) this.queue.queueNews(digest);
			}
			if (dueAt === null || dueAt <= now)
				this.sql.exec(
					"INSERT OR REPLACE INTO digests VALUES (?, ?)",
					frequency,
					nextDigestAt(frequency, now, timeZone),
				);
		}
	}

	private read(): DigestFrequency[] {
		return KINDS.filter((frequency) => this.people.hasDigestReaders(frequency));
	}

	private dueAt(frequency: DigestFrequency, now: Instant): Instant | null {
		const [row] = this.sql
			.exec<{ due_at: number }>("SELECT due_at FROM digests WHERE frequency = ?", frequency)
			.toArray();
		return row && row.due_at <= now + LONGEST_WAIT_MS ? row.due_at : null;
	}
}

import type { PhoneMessage, PhoneUsage, TextedPage } from "../rpc.ts";
import {
	monthOf,
	PHONE_KINDS,
	PHONE_WINDOW_MS,
	type PhoneKind,
	type PhoneVerdict,
	phoneVerdict,
} from "../rules/phone-limits.ts";
import { days, type Instant } from "../rules/time.ts";

/** As long as a page can be answered. */
const KEPT_MS = days(1);
const MONTHS_SHOWN = 13;
/** Whoever has more open incidents than this answers them in the app. */
const MOST_ANSWERED = 12;

/**
 * Which texts and calls left, for whom and about which page. It bounds them, finds the page that a reply means, and counts
 * what they cost. Every method is one synchronous step.
 */
export class PhoneLedger {
	private readonly sql: SqlStorage;

	constructor(storage: DurableObjectStorage) {
		this.sql = storage.sql;
		this.sql.exec(`
			CREATE TABLE IF NOT EXISTS phone_messages (id TEXT PRIMARY KEY, kind TEXT NOT NULL, number TEXT NOT NULL,
				user_id TEXT NOT NULL, incident_id TEXT, epoch INTEGER, at INTEGER NOT NULL) WITHOUT ROWID;
			CREATE INDEX IF NOT EXISTS phone_messages_by_age ON phone_messages (at);
			CREATE INDEX IF NOT EXISTS phone_messages_by_number ON phone_messages (number, at);
			CREATE TABLE IF NOT EXISTS phone_usage (month TEXT NOT NULL, unit TEXT NOT NULL, amount INTEGER NOT NULL,
				PRIMARY KEY (month, unit)) WITHOUT ROWID;
			CREATE TABLE IF NOT EXISTS phone_counted (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
		`);
	}

	/** Notes one message before it leaves. Asked again for the same one, it is admitted again and counts once. */
	admit(message: PhoneMessage): PhoneVerdict {
		const { id, kind, number, userId, page, segments, at } = message;
		this.forget(at);
		if (this.sql.exec("SELECT 1 FROM phone_messages WHERE id = ?", id).toArray().length > 0)
			return "admitted";
		const verdict = phoneVerdict(kind, this.sent(kind, userId, at));
		if (verdict !== "admitted") return verdict;
		this.sql.exec(
			"INSERT INTO phone_messages (id, kind, number, user_id, incident_id, epoch, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
			...[id, kind, number, userId, page?.incidentId ?? null, page?.epoch ?? null, at],
		);
		this.count("sms_segments", segments, at);
		return "admitted";
	}

	private sent(kind: PhoneKind, userId: string, at: Instant): { person: number; organization: number } {
		return this.sql
			.exec<{ person: number; organization: number }>(
				`SELECT COUNT(*) AS organization, COALESCE(SUM(user_id = ?), 0) AS person FROM phone_messages
				WHERE kind = ? AND at > ?`,
				userId,
				kind,
				at - PHONE_WINDOW_MS,
			)
			.one();
	}

	private forget(at: Instant): void {
		this.sql.exec("DELETE FROM phone_messages WHERE at < ?", at - KEPT_MS);
		this.sql.exec("DELETE FROM phone_counted WHERE at < ?", at - KEPT_MS);
	}

	/** The pages that this number got by text within a day: of each incident the last one, the newest first. */
	pagesOf(number: string, at: Instant): TextedPage[] {
		return this.sql
			.exec<{ id: string; incident_id: string; epoch: number }>(
				`SELECT id, incident_id, epoch, MAX(at) AS at FROM phone_messages
				WHERE number = ? AND kind = 'sms' AND incident_id IS NOT NULL AND at > ?
				GROUP BY incident_id ORDER BY at DESC LIMIT ?`,
				number,
				at - KEPT_MS,
				MOST_ANSWERED,
			)
			.toArray()
			.map(({ id: pageId, incident_id: incidentId, epoch }) => ({ pageId, incidentId, epoch }));
	}

	/** Counts what one thing has used, once for its `id`. False: it was counted before. */
	countOnce(id: string, unit: "sms_segments" | "call_minutes", amount: number, at: Instant): boolean {
		const isNew = "INSERT INTO phone_counted (id, at) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id";
		if (this.sql.exec(isNew, id, at).toArray().length === 0) return false;
		this.count(unit, amount, at);
		return true;
	}

	private count(unit: string, amount: number, at: Instant): void {
		if (amount === 0) return;
		this.sql.exec(
			`INSERT INTO phone_usage (month, unit, amount) VALUES (?, ?, ?)
			ON CONFLICT (month, unit) DO UPDATE SET amount = amount + excluded.amount`,
			...[monthOf(at), unit, amount],
		);
	}

	usage(at: Instant): PhoneUsage {
		const rows = this.sql
			.exec<{ month: string; segments: number; minutes: number }>(
				`SELECT month, SUM(CASE unit WHEN 'sms_segments' THEN amount ELSE 0 END) AS segments,
				SUM(CASE unit WHEN 'call_minutes' THEN amount ELSE 0 END) AS minutes
				FROM phone_usage GROUP BY month ORDER BY month DESC LIMIT ?`,
				MONTHS_SHOWN,
			)
			.toArray();
		const inHour = Object.fromEntries(
			PHONE_KINDS.map((kind) => [kind, this.sent(kind, "", at).organization]),
		) as PhoneUsage["inHour"];
		const months = rows.map(({ month, segments, minutes }) => ({
			...{ month, smsSegments: segments, callMinutes: minutes },
		}));
		return { inHour, months };
	}
}

import { allReaders, type DigestRow, digestOutbox, readReader } from "../../db/digests/digests.ts";
import { deliverNotice } from "../paging/notices.ts";
import type { Notice } from "../paging/rules/payload.ts";
import type { Env } from "../platform/env.ts";
import { hours, type Instant, minutes, seconds } from "../platform/rules/time.ts";
import { publicUrl } from "../platform/settings.ts";
import { digestOf } from "./digest-of.ts";
import { digestWords, isQuiet } from "./rules/digest.ts";
import { DEFAULT_DIGEST, isDigestDue, weekUpTo } from "./rules/digest-week.ts";

const AT_ONCE = 5;
const MOST_A_TICK = 25;
/** The tick waits no longer; what is left waits for the next one. */
const WORKING_MS = seconds(8);
/** Longer than any sending takes; whoever was killed meanwhile leaves it to the next. */
const CLAIM_MS = minutes(3);
const MOST_ATTEMPTS = 5;
const TTL_SECONDS = hours(24) / 1_000;

/**
 * What the minute tick does for digests: sends what is written down. Harmless
 * when repeated, doubled or killed: the row of a person and week is there once, and is sent as one notice.
 */
export async function tickDigests(env: Env, now: Instant): Promise<void> {
	for (let sent = 0; sent < MOST_A_TICK && Date.now() - now < WORKING_MS; sent += AT_ONCE) {
		const claimed = await digestOutbox.claim(env.DB, { limit: AT_ONCE }, Date.now(), CLAIM_MS);
		await Promise.all(claimed.map((row) => send(env, row)));
		if (claimed.length < AT_ONCE) return;
	}
}

/** Writes down who is due. Everybody is looked at for this: not each minute. */
export async function noteDueDigests(db: D1Database, now: Instant): Promise<void> {
	const rows = (await allReaders(db)).flatMap((reader): DigestRow[] => {
		const due = isDigestDue(reader.settings ?? DEFAULT_DIGEST, reader, now);
		if (!due || (reader.lastWeek !== null && reader.lastWeek >= due.week)) return [];
		const { userId } = reader;
		const fresh = { attempts: 0, claimedUntil: 0, settledAt: null, outcome: null };
		return [{ userId, week: due.week, dueAt: due.at, ...fresh }];
	});
	await digestOutbox.note(db, rows);
}

async function send(env: Env, row: DigestRow): Promise<void> {
	const outcome = await outcomeOf(env, row);
	if (outcome !== "again") await digestOutbox.settle(env.DB, row, { settledAt: Date.now(), outcome });
}

async function outcomeOf(env: Env, row: DigestRow): Promise<string> {
	if (row.attempts > MOST_ATTEMPTS) return "not_confirmed";
	let made: Promise<Notice | null> | null = null;
	const outcome = await deliverNotice(env, row.userId, row.claimedUntil, async () => {
		const reader = await readReader(env.DB, row.userId);
		if (!(reader?.settings ?? DEFAULT_DIGEST).wanted || !reader) return null;
		// Figures that change while it is on its way are those of another moment, and no reason to hold it back.
		made ??= noticeOf(env, row, reader.timeZone);
		return made;
	});
	return outcome === "again" && row.attempts >= MOST_ATTEMPTS ? "not_delivered" : outcome;
}

async function noticeOf(env: Env, row: DigestRow, timeZone: string): Promise<Notice | null> {
	const now = Date.now();
	const digest = await digestOf(env, row.userId, weekUpTo(row.dueAt, timeZone), now);
	if (isQuiet(digest)) return null;
	return {
		...digestWords(digest),
		kind: "digest",
		noticeId: ["digest", row.userId, row.week].join("."),
		subjectId: row.userId,
		incidentId: null,
		navigate: `${publicUrl(env)}/app/digest`,
		ttlSeconds: TTL_SECONDS,
	};
}

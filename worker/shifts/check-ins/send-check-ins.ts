import { type CheckInRow, checkInOutbox, readCheckIn } from "../../../db/shifts/check-ins.ts";
import { deliverNotice } from "../../paging/notices.ts";
import type { Notice } from "../../paging/rules/payload.ts";
import type { Env } from "../../platform/env.ts";
import { days, type Instant, minutes } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { ANSWER_WITHIN_MS, aboutText, checkInWords } from "../rules/check-in.ts";
import { isCheckInWanted } from "./note-check-ins.ts";

/** An invocation may wait for few answers at once, and each may take seconds. */
const AT_ONCE = 3;
const CLAIM_MS = minutes(3);
const MOST_ATTEMPTS = 5;

/** Sends what is written down of check-ins: the question, and a day later the one reminder; five tries each at most. */
export async function sendCheckIns(env: Env, now: Instant): Promise<void> {
	const claimed = await checkInOutbox.claim(env.DB, { limit: AT_ONCE }, now, CLAIM_MS);
	await Promise.all(claimed.map((row) => send(env, row)));
}

async function send(env: Env, row: CheckInRow): Promise<void> {
	const tried =
		row.attempts > MOST_ATTEMPTS
			? "not_delivered"
			: await deliverNotice(env, row.userId, row.claimedUntil, () => noticeOf(env, row));
	if (tried === "again" && row.attempts < MOST_ATTEMPTS) return;
	const outcome = tried === "again" ? "not_delivered" : tried;
	const isFirst = row.step === "ask" && outcome !== "void";
	await checkInOutbox.settle(
		env.DB,
		row,
		isFirst
			? { step: "remind", claimedUntil: row.dueAt + ANSWER_WITHIN_MS, attempts: 0, outcome }
			: { settledAt: Date.now(), outcome },
	);
}

/** Null when it is no question any more: it was answered, or an admin ended check-ins. */
async function noticeOf(env: Env, { userId, week, step, dueAt }: CheckInRow): Promise<Notice | null> {
	const [current, isWanted] = await Promise.all([readCheckIn(env.DB, userId, week), isCheckInWanted(env.DB)]);
	if (!current || current.answeredAt !== null || !isWanted) return null;
	const expiresAt = dueAt + ANSWER_WITHIN_MS + (step === "ask" ? 0 : days(1));
	return {
		...checkInWords(step),
		kind: "check_in",
		noticeId: ["check_in", userId, week, step].join("."),
		subjectId: userId,
		incidentId: null,
		navigate: `${publicUrl(env)}/app/readiness`,
		ttlSeconds: ANSWER_WITHIN_MS / 1_000,
		checkIn: { userId, about: aboutText({ kind: "week", week }), expiresAt },
	};
}

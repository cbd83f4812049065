import { schedulesWithOverrides } from "../../../db/oncall/schedules.ts";
import { userRows } from "../../../db/people/users.ts";
import { type CoverNoticeRow, coverOutbox, coverRows } from "../../../db/shifts/cover.ts";
import { deliverNotice, type NoticeOutcome } from "../../paging/notices.ts";
import type { Notice } from "../../paging/rules/payload.ts";
import type { Env } from "../../platform/env.ts";
import { hours, type Instant, minutes } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { coverWords, isNews } from "../rules/cover.ts";
import { spanOnClocks } from "../rules/span-on-clocks.ts";

/** An invocation may wait for few answers at once, and each may take seconds. */
const AT_ONCE = 3;
const CLAIM_MS = minutes(3);
const MOST_ATTEMPTS = 5;
const TTL_SECONDS = hours(24) / 1_000;

/** Sends what is written down, without a sound; each word once, five tries at most. */
export async function sendCoverNotices(env: Env, now: Instant): Promise<void> {
	const claimed = await coverOutbox.claim(env.DB, { limit: AT_ONCE }, now, CLAIM_MS);
	await Promise.all(
		claimed.map(async (row) => {
			const outcome = await deliver(env, row);
			if (outcome !== "again") await coverOutbox.settle(env.DB, row, { settledAt: Date.now(), outcome });
		}),
	);
}

async function deliver(env: Env, row: CoverNoticeRow): Promise<NoticeOutcome> {
	if (row.attempts > MOST_ATTEMPTS) return "not_delivered";
	const outcome = await deliverNotice(env, row.userId, row.claimedUntil, () => noticeOf(env, row));
	return outcome === "again" && row.attempts >= MOST_ATTEMPTS ? "not_delivered" : outcome;
}

/** Null when it is no news any more: who is asked hears nothing of a request that is over. */
async function noticeOf(env: Env, { requestId, userId, what }: CoverNoticeRow): Promise<Notice | null> {
	const request = await coverRows.read(env.DB, requestId);
	if (!request || !isNews(what, request.state)) return null;
	const [[schedule], reader, asker, taker] = await Promise.all([
		schedulesWithOverrides(env.DB, request.startsAt, request.scheduleId),
		userRows.read(env.DB, userId),
		userRows.read(env.DB, request.userId),
		request.takenById === null ? null : userRows.read(env.DB, request.takenById),
	]);
	if (!schedule || !reader || !asker) return null;
	const when = spanOnClocks(request.startsAt, request.endsAt, reader.timeZone);
	const { note, returnStartsAt: from, returnEndsAt: to } = request;
	const inReturn = from === null || to === null ? null : spanOnClocks(from, to, reader.timeZone);
	return {
		...coverWords({
			what,
			asker: asker.name,
			taker: taker?.name ?? null,
			scheduleName: schedule.name,
			when,
			inReturn,
			note,
		}),
		kind: "reminder",
		noticeId: [requestId, userId, what].join("."),
		subjectId: requestId,
		incidentId: null,
		navigate: `${publicUrl(env)}/app/on-call`,
		ttlSeconds: TTL_SECONDS,
	};
}

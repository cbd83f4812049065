import { schedulesWithOverrides } from "../../../db/oncall/schedules.ts";
import { userRows } from "../../../db/people/users.ts";
import {
	isUnconfirmed,
	readShiftFacts,
	type ShiftNoticeRow,
	shiftOutbox,
} from "../../../db/shifts/notices.ts";
import { onCallAt } from "../../oncall/rules/rotation.ts";
import { TOKEN_LIFE_MS } from "../../paging/capability.ts";
import { hasChannel } from "../../paging/channels/registry.ts";
import { sendsReceipts } from "../../paging/channels/traits.ts";
import { deliverNotice, type NoticeOutcome } from "../../paging/notices.ts";
import type { Notice } from "../../paging/rules/payload.ts";
import type { MethodKind } from "../../people/rules/person.ts";
import type { Env } from "../../platform/env.ts";
import { hours, type Instant, minutes } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { aboutText } from "../rules/check-in.ts";
import { ownShiftAt, shiftWords } from "../rules/hand-off.ts";

/** An invocation may wait for few answers at once, and each may take seconds. */
const AT_ONCE = 3;
const CLAIM_MS = minutes(3);
const MOST_ATTEMPTS = 5;
const TTL_SECONDS = hours(12) / 1_000;

/** Sends what is written down of shifts, without a sound; each word once, five tries at most. */
export async function sendShiftNotices(env: Env, now: Instant): Promise<void> {
	const claimed = await shiftOutbox.claim(env.DB, { limit: AT_ONCE }, now, CLAIM_MS);
	await Promise.all(
		claimed.map(async (row) => {
			const outcome = await deliver(env, row, now);
			if (outcome !== "again") await shiftOutbox.settle(env.DB, row, { settledAt: Date.now(), outcome });
		}),
	);
}

async function deliver(env: Env, row: ShiftNoticeRow, now: Instant): Promise<NoticeOutcome> {
	if (row.attempts > MOST_ATTEMPTS) return "not_delivered";
	const make = () => noticeOf(env, row, now);
	// What a phone has not confirmed is told by something else.
	const isAmong = row.what === "unconfirmed" ? (kind: MethodKind) => !sendsReceipts(kind) : undefined;
	const outcome = await deliverNotice(env, row.userId, row.claimedUntil, make, isAmong);
	return outcome === "again" && row.attempts >= MOST_ATTEMPTS ? "not_delivered" : outcome;
}

/** Null when it is no news any more: the shift went to somebody else, or the gap is filled. */
async function noticeOf(env: Env, row: ShiftNoticeRow, now: Instant): Promise<Notice | null> {
	const { scheduleId, userId, what, startsAt } = row;
	const [[schedule], reader] = await Promise.all([
		schedulesWithOverrides(env.DB, Math.min(startsAt, now), scheduleId),
		userRows.read(env.DB, userId),
	]);
	if (!schedule || !reader) return null;
	const shift = what === "gap" ? onCallAt(schedule, startsAt) : ownShiftAt(schedule, now);
	if (shift === null || !(await isStillSo(env, row, shift.userId, now))) return null;
	const person = shift.userId === null ? null : await userRows.read(env.DB, shift.userId);
	const about = { what, name: person?.name ?? "", scheduleName: schedule.name, now };
	const { timeZone } = reader;
	return {
		...shiftWords({ ...about, startsAt, endsAt: shift.endsAt, timeZone }),
		...(what === "began" ? { kind: "check_in", checkIn: startOf(row) } : { kind: "reminder" }),
		noticeId: [scheduleId, userId, what, startsAt].join("."),
		subjectId: `${scheduleId}.${what}`,
		incidentId: null,
		navigate: `${publicUrl(env)}/app/schedules/${scheduleId}`,
		ttlSeconds: TTL_SECONDS,
	};
}

/** What the word to whoever begins is confirmed by. */
function startOf({ scheduleId, userId, startsAt }: ShiftNoticeRow): Notice["checkIn"] {
	const about = aboutText({ kind: "shift", scheduleId, startsAt });
	return { userId, about, expiresAt: startsAt + TOKEN_LIFE_MS };
}

async function isStillSo(
	env: Env,
	{ scheduleId, what, userId, startsAt }: ShiftNoticeRow,
	onCall: string | null,
	now: Instant,
): Promise<boolean> {
	switch (what) {
		case "began":
			return onCall === userId;
		case "unconfirmed":
			return onCall === userId && isUnconfirmed(env.DB, { scheduleId, userId, startsAt });
		case "silent":
			return onCall !== null && isUnconfirmed(env.DB, { scheduleId, userId: onCall, startsAt });
		case "unreachable":
			return onCall !== null && !(await canBePaged(env, onCall));
		case "gap":
			return onCall === null && startsAt > now;
	}
}

async function canBePaged(env: Env, userId: string): Promise<boolean> {
	const { activeKinds } = await readShiftFacts(env.DB, [userId], []);
	return activeKinds.get(userId)?.some(hasChannel) ?? false;
}

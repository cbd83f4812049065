import { maintenanceRows } from "../../db/maintenance/maintenances.ts";
import {
	beginningUntil,
	type MaintenanceReminderRow,
	reminderOutbox,
} from "../../db/maintenance/reminders.ts";
import { userRows } from "../../db/people/users.ts";
import { deliverNotice, type NoticeOutcome } from "../paging/notices.ts";
import type { Notice } from "../paging/rules/payload.ts";
import type { Env } from "../platform/env.ts";
import { type Instant, minutes } from "../platform/rules/time.ts";
import { publicUrl } from "../platform/settings.ts";
import { isToBeReminded, REMINDED_MS, reminderWords } from "./rules/reminder.ts";

/** An invocation may wait for few answers at once, and each may take seconds. */
const AT_ONCE = 3;
const CLAIM_MS = minutes(3);
const MOST_ATTEMPTS = 5;

/** Tells admins, without a sound, what begins within three hours. Harmless when repeated, doubled or missed for a while. */
export async function remindAdmins(env: Env, now: Instant): Promise<void> {
	const beginning = await beginningUntil(env.DB, now, now + REMINDED_MS);
	const fresh = { attempts: 0, claimedUntil: 0, settledAt: null, outcome: null };
	await reminderOutbox.note(
		env.DB,
		beginning
			.filter(isToBeReminded)
			.map(({ maintenanceId, userId, startsAt }) => ({ maintenanceId, userId, startsAt, ...fresh })),
	);
	const claimed = await reminderOutbox.claim(env.DB, { limit: AT_ONCE }, now, CLAIM_MS);
	await Promise.all(
		claimed.map(async (row) => {
			const outcome = await deliver(env, row);
			if (outcome !== "again") await reminderOutbox.settle(env.DB, row, { settledAt: Date.now(), outcome });
		}),
	);
}

async function deliver(env: Env, row: MaintenanceReminderRow): Promise<NoticeOutcome> {
	if (row.attempts > MOST_ATTEMPTS) return "not_delivered";
	const outcome = await deliverNotice(env, row.userId, row.claimedUntil, () => noticeOf(env, row));
	return outcome === "again" && row.attempts >= MOST_ATTEMPTS ? "not_delivered" : outcome;
}

/** Null when it is no news any more: it was moved, it has begun, or its reader is no admin any more. */
async function noticeOf(env: Env, row: MaintenanceReminderRow): Promise<Notice | null> {
	const { maintenanceId, userId, startsAt } = row;
	const [one, reader] = await Promise.all([
		maintenanceRows.read(env.DB, maintenanceId),
		userRows.read(env.DB, userId),
	]);
	const isSoon = one?.startsAt === startsAt && startsAt > Date.now();
	if (!one || !isSoon || reader?.role !== "admin") return null;
	return {
		...reminderWords({ ...one, timeZone: reader.timeZone }),
		kind: "reminder",
		noticeId: [maintenanceId, userId, startsAt].join("."),
		subjectId: `${maintenanceId}.begins`,
		incidentId: null,
		navigate: `${publicUrl(env)}/app/maintenances`,
		ttlSeconds: REMINDED_MS / 1_000,
	};
}

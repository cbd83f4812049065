import { actionItemRows } from "../../../db/reviews/action-items.ts";
import { peopleOf } from "../../../db/reviews/people.ts";
import { type ReminderRow, reminderOutbox } from "../../../db/reviews/reminders.ts";
import { reviewRows, viewsOf } from "../../../db/reviews/reviews.ts";
import { deliverNotice } from "../../paging/notices.ts";
import type { Notice } from "../../paging/rules/payload.ts";
import type { Env } from "../../platform/env.ts";
import { isIdOf } from "../../platform/rules/id.ts";
import { hours, type Instant, minutes } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { isClosed } from "../rules/action-item.ts";
import { deadlineWords, reminderWords } from "../rules/reminder.ts";
import { isUnfinished } from "../rules/review.ts";
import { oneLine } from "../rules/words.ts";

/** An invocation may wait for few answers at once, and each may take seconds. */
const AT_ONCE = 5;
/** Longer than any push service may take; whoever was killed meanwhile leaves it to the next. */
const CLAIM_MS = minutes(3);
const MOST_ATTEMPTS = 5;
const TTL_SECONDS = hours(12) / 1_000;

/**
 * Sends what waits, to every phone of its person. One whose sender was killed is sent again when its claim runs out, at
 * most five times in all and always as the same notice: a phone shows it once, a webhook's receiver knows its id.
 */
export async function sendReminders(env: Env, now: Instant): Promise<void> {
	const claimed = await reminderOutbox.claim(env.DB, { limit: AT_ONCE }, now, CLAIM_MS);
	await Promise.all(
		claimed.map(async (reminder) => {
			const outcome = await send(env, reminder, now);
			if (outcome !== "again")
				await reminderOutbox.settle(env.DB, reminder, { settledAt: Date.now(), outcome });
		}),
	);
}

/** What became of it; `again` while a further try may succeed. */
async function send(env: Env, reminder: ReminderRow, now: Instant): Promise<string> {
	if (now > reminder.deadlineAt && reminder.kind === "due_soon") return "too_late";
	// Whoever was killed each time may have sent it each time.
	if (reminder.attempts > MOST_ATTEMPTS) return "not_confirmed";
	const { userId, claimedUntil } = reminder;
	const outcome = await deliverNotice(env, userId, claimedUntil, () => noticeOf(env, reminder));
	return outcome === "again" && reminder.attempts >= MOST_ATTEMPTS ? "not_delivered" : outcome;
}

/** Null when there is nothing left to remind of: it is done, gone, or due at another time. */
async function noticeOf(env: Env, reminder: ReminderRow): Promise<Notice | null> {
	const isReview = isIdOf("review", reminder.subjectId);
	const [reader] = await peopleOf(env.DB, [reminder.userId]);
	const subject = isReview ? await aboutReview(env, reminder) : await aboutItem(env, reminder);
	if (!subject) return null;
	const { incidentId, about, what } = subject;
	const text = `${what} · ${deadlineWords(reminder.deadlineAt, reader?.timeZone ?? "UTC")}`;
	return {
		...reminderWords({ about, text, kind: reminder.kind }),
		kind: "reminder",
		noticeId: [reminder.subjectId, reminder.kind, reminder.deadlineAt, reminder.userId].join("."),
		subjectId: reminder.subjectId,
		incidentId,
		navigate: `${publicUrl(env)}/app/${isReview ? `reviews/${incidentId}` : `actions?item=${reminder.subjectId}`}`,
		ttlSeconds: TTL_SECONDS,
	};
}

interface Subject {
	about: string;
	what: string;
	incidentId: string | null;
}

async function aboutReview(env: Env, { subjectId, deadlineAt }: ReminderRow): Promise<Subject | null> {
	const row = await reviewRows.read(env.DB, subjectId);
	if (!row || !isUnfinished(row) || row.dueAt !== deadlineAt) return null;
	const view = (await viewsOf(env.DB, [row.incidentId])).get(row.incidentId);
	if (!view) return null;
	const what = `${view.service.name} · ${oneLine(view.title)}`;
	return { about: `Review of #${view.number}`, what, incidentId: row.incidentId };
}

async function aboutItem(env: Env, { subjectId, deadlineAt, userId }: ReminderRow): Promise<Subject | null> {
	const row = await actionItemRows.read(env.DB, subjectId);
	if (!row || isClosed(row.state) || row.dueAt !== deadlineAt || row.ownerId !== userId) return null;
	return { about: "Action item", what: oneLine(row.text), incidentId: row.incidentId };
}

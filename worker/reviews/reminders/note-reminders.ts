import { tellWebhooks } from "../../../db/paging/webhook-deliveries.ts";
import { adminIds } from "../../../db/reviews/people.ts";
import {
	actionItemDeadlines,
	type Deadline,
	type ReminderRow,
	reminderOutbox,
	reviewDeadlines,
} from "../../../db/reviews/reminders.ts";
import type { IncidentView } from "../../incidents/rules/incident-types.ts";
import type { WebhookNews } from "../../paging/rules/webhook-events.ts";
import { type Instant, toWire } from "../../platform/rules/time.ts";
import { newId } from "../../platform/vault/ids.ts";
import { latestDeadline, reminderDue } from "../rules/reminder.ts";

/** What is more waits for the next minute. */
const AT_ONCE = 50;

/**
 * Writes down what is to be told of deadlines by now, each once: the row is at once the mark that it was noticed and the
 * word that waits to be sent, so that a tick that runs twice, or is killed, tells nothing twice and loses nothing.
 */
export async function noteDeadlines(db: D1Database, now: Instant): Promise<void> {
	const until = latestDeadline(now);
	const [reviews, items] = await Promise.all([
		reviewDeadlines(db, until, AT_ONCE),
		actionItemDeadlines(db, until, AT_ONCE),
	]);
	const owned = items.flatMap((item) => remindersOf(item, [item.ownerId], now));
	const due = reviews.filter((review) => reminderOf(review, now) !== null);
	await tellWebhooks(
		db,
		due.flatMap((review) => dueNews(review, now)),
		now,
	);
	const admins = due.some(({ view }) => leaderOf(view) === null) ? await adminIds(db) : [];
	const led = due.flatMap((review) => {
		const leader = leaderOf(review.view);
		return remindersOf(review, leader === null ? admins : [leader], now);
	});
	await reminderOutbox.note(db, [...led, ...owned]);
}

/** A deadline that has passed, once: it is told before the reminder is noted, and told again it is the same news. */
function dueNews(review: Deadline & { view: IncidentView }, now: Instant): WebhookNews[] {
	if (reminderOf(review, now) !== "overdue") return [];
	const { subjectId, deadlineAt, view } = review;
	const { id, number, title, severity, service, drill } = view;
	return [
		{
			id: newId("webhookDelivery"),
			type: "review.due",
			subjectId,
			seq: deadlineAt,
			at: deadlineAt,
			data: {
				review: { id: subjectId, dueAt: toWire(deadlineAt) },
				incident: { id, number, title, severity, service, drill },
			},
			link: `/app/reviews/${id}`,
		},
	];
}

/** Who led the incident, else who acknowledged it; null when that was no person. */
function leaderOf({ lead, acknowledgedBy }: IncidentView): string | null {
	if (lead) return lead.id;
	return acknowledgedBy?.kind === "user" ? acknowledgedBy.id : null;
}

const reminderOf = ({ deadlineAt, createdAt }: Deadline, now: Instant) =>
	reminderDue(deadlineAt, createdAt, now);

function remindersOf(deadline: Deadline, userIds: string[], now: Instant): ReminderRow[] {
	const kind = reminderOf(deadline, now);
	if (kind === null) return [];
	const { subjectId, deadlineAt } = deadline;
	const fresh = { madeAt: now, attempts: 0, claimedUntil: 0, settledAt: null, outcome: null };
	return userIds.map((userId) => ({ subjectId, kind, deadlineAt, userId, ...fresh }));
}

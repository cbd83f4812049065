import { and, eq, gt, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { incidents } from "../incidents/tables.ts";
import { open } from "../platform/client.ts";
import { actionItems, reminders, reviews } from "./tables.ts";

export type ReminderRow = typeof reminders.$inferSelect;

/** Something with a deadline, as far as reminders look. */
export interface Deadline {
	subjectId: string;
	deadlineAt: number;
	createdAt: number;
}

/** Unfinished reviews that are due by then, with the view of their incident. Uses reviews_by_due. */
export async function reviewDeadlines(d1: D1Database, until: number, limit: number) {
	return open(d1)
		.select({
			subjectId: reviews.id,
			deadlineAt: sql<number>`${reviews.dueAt}`,
			createdAt: reviews.createdAt,
			view: incidents.view,
		})
		.from(reviews)
		.innerJoin(incidents, eq(incidents.id, reviews.incidentId))
		.where(
			and(
				inArray(reviews.state, ["draft", "in_review"]),
				isNull(reviews.skippedAt),
				lte(reviews.dueAt, until),
				gt(reviews.dueAt, reviews.createdAt),
				isUntold(reviews.id, reviews.dueAt),
			),
		)
		.orderBy(reviews.dueAt)
		.limit(limit);
}

/** Open action items that are due by then, with their owner. Uses action_items_by_state. */
export async function actionItemDeadlines(d1: D1Database, until: number, limit: number) {
	return open(d1)
		.select({
			subjectId: actionItems.id,
			deadlineAt: actionItems.dueAt,
			createdAt: actionItems.createdAt,
			ownerId: actionItems.ownerId,
		})
		.from(actionItems)
		.where(
			and(
				inArray(actionItems.state, ["open", "in_progress"]),
				lte(actionItems.dueAt, until),
				gt(actionItems.dueAt, actionItems.createdAt),
				isUntold(actionItems.id, actionItems.dueAt),
			),
		)
		.orderBy(actionItems.dueAt)
		.limit(limit);
}

/** Nobody was told yet that this deadline has passed: the last that is ever told of it. */
function isUntold(id: SQLiteColumn, deadlineAt: SQLiteColumn): SQL {
	return sql`NOT EXISTS (SELECT 1 FROM ${reminders} WHERE ${reminders.subjectId} = ${id}
		AND ${reminders.kind} = 'overdue' AND ${reminders.deadlineAt} = ${deadlineAt})`;
}

/** All of them or none; what is there already stays as it is. */
export async function noteReminders(d1: D1Database, rows: ReminderRow[]): Promise<void> {
	const db = open(d1);
	const [first, ...more] = rows.map((row) => db.insert(reminders).values(row).onConflictDoNothing());
	if (first) await db.batch([first, ...more]);
}

/** Takes some that wait, for this long: nobody else sends them meanwhile. Uses reminders_waiting. */
export async function claimReminders(
	d1: D1Database,
	now: number,
	forMs: number,
	limit: number,
): Promise<ReminderRow[]> {
	const waiting = sql`rowid IN (SELECT rowid FROM ${reminders}
		WHERE settled_at IS NULL AND claimed_until <= ${now} LIMIT ${limit})`;
	return open(d1)
		.update(reminders)
		.set({ claimedUntil: now + forMs, attempts: sql`attempts + 1` })
		.where(waiting)
		.returning();
}

/** Nothing is left to do about it. */
export async function settleReminder(
	d1: D1Database,
	{ subjectId, kind, deadlineAt, userId }: ReminderRow,
	outcome: string,
	now: number,
): Promise<void> {
	await open(d1)
		.update(reminders)
		.set({ settledAt: now, outcome })
		.where(
			and(
				eq(reminders.subjectId, subjectId),
				eq(reminders.kind, kind),
				eq(reminders.deadlineAt, deadlineAt),
				eq(reminders.userId, userId),
			),
		);
}

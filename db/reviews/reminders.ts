import { and, eq, gt, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { incidents } from "../incidents/tables.ts";
import { kept, literal } from "../platform/client.ts";
import { outbox } from "../platform/outbox.ts";
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
	return REVIEWS_DUE(d1, limit).all({ until });
}

const REVIEWS_DUE = kept((orm, limit) =>
	orm
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
				lte(reviews.dueAt, sql.placeholder("until")),
				gt(reviews.dueAt, reviews.createdAt),
				isUntold(reviews.id, reviews.dueAt),
			),
		)
		.orderBy(reviews.dueAt)
		.limit(literal(limit))
		.prepare(),
);

/** Open action items that are due by then, with their owner. Uses action_items_by_state. */
export async function actionItemDeadlines(d1: D1Database, until: number, limit: number) {
	return ITEMS_DUE(d1, limit).all({ until });
}

const ITEMS_DUE = kept((orm, limit) =>
	orm
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
				lte(actionItems.dueAt, sql.placeholder("until")),
				gt(actionItems.dueAt, actionItems.createdAt),
				isUntold(actionItems.id, actionItems.dueAt),
			),
		)
		.orderBy(actionItems.dueAt)
		.limit(literal(limit))
		.prepare(),
);

/** Answer a row where a deadline until `:until` is to be told. */
export const reviewDeadlineWaits = (d1: D1Database) => REVIEWS_DUE(d1, 1);
export const actionItemDeadlineWaits = (d1: D1Database) => ITEMS_DUE(d1, 1);

/** Nobody was told yet that this deadline has passed: the last that is ever told of it. */
function isUntold(id: SQLiteColumn, deadlineAt: SQLiteColumn): SQL {
	return sql`NOT EXISTS (SELECT 1 FROM ${reminders} WHERE ${reminders.subjectId} = ${id}
		AND ${reminders.kind} = 'overdue' AND ${reminders.deadlineAt} = ${deadlineAt})`;
}

/** A reminder is noted once a deadline and person. Uses reminders_waiting. */
export const reminderOutbox = outbox(reminders, isNull(reminders.settledAt), [
	"subjectId",
	"kind",
	"deadlineAt",
	"userId",
]);

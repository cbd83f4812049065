import { and, eq, type SQL, sql } from "drizzle-orm";
import type { IssueState } from "../../worker/reviews/rules/issue.ts";
import { type Change, changeStatements } from "../platform/changes.ts";
import { open, runBatch } from "../platform/client.ts";
import { outbox } from "../platform/outbox.ts";
import { actionItemIssues, actionItems } from "./tables.ts";

export type IssueRow = typeof actionItemIssues.$inferSelect;

const { actionItemId, state, claimedUntil } = actionItemIssues;

/** What is known of the issues of these items; items without one are left out. */
export async function issuesOf(d1: D1Database, itemIds: string[]): Promise<Map<string, IssueRow>> {
	if (itemIds.length === 0) return new Map();
	const rows = await open(d1)
		.select()
		.from(actionItemIssues)
		.where(sql`${actionItemId} IN (SELECT value FROM json_each(${JSON.stringify(itemIds)}))`);
	return new Map(rows.map((row) => [row.actionItemId, row]));
}

/**
 * Writes down that an item is to have an issue, unless that is written already. What failed is asked for anew under the
 * same marker, in another tracker only while nothing can be there. Answers what is written then.
 */
export async function wantIssue(d1: D1Database, row: IssueRow): Promise<IssueRow | null> {
	const db = open(d1);
	const { trackerId, requestedBy } = row;
	await db
		.insert(actionItemIssues)
		.values(row)
		.onConflictDoUpdate({
			target: actionItemId,
			set: { trackerId, requestedBy, state: "creating", attempts: 0, claimedUntil: 0, detail: null },
			setWhere: sql`${state} = 'failed' AND (${actionItemIssues.mayExist} = 0
				OR ${actionItemIssues.trackerId} = ${trackerId})`,
		});
	return (await issuesOf(d1, [row.actionItemId])).get(row.actionItemId) ?? null;
}

/** Answers a row where one waits at `:now`. */
export const issueWaits = (d1: D1Database) => waiting.waiting(d1);

const waiting = outbox(actionItemIssues, eq(state, "creating"), ["actionItemId"]);

/** Takes those that wait, for this long: nobody else asks the tracker meanwhile. Uses action_item_issues_waiting. */
export async function claimIssues(
	d1: D1Database,
	which: { itemId: string } | { limit: number },
	now: number,
	forMs: number,
): Promise<IssueRow[]> {
	const some = "itemId" in which ? { only: eq(actionItemId, which.itemId) } : which;
	return waiting.claim(d1, some, now, forMs);
}

/**
 * Writes down that a request to create it is about to leave. False when it may not: it is no longer ours, or the item is
 * gone or has a link by now.
 */
export async function issueLeaves(d1: D1Database, row: IssueRow): Promise<boolean> {
	const isWanted = sql`EXISTS (SELECT 1 FROM ${actionItems}
		WHERE ${actionItems.id} = ${row.actionItemId} AND ${actionItems.link} IS NULL)`;
	const left = await open(d1)
		.update(actionItemIssues)
		.set({ mayExist: true })
		.where(and(stillOurs(row), isWanted))
		.returning({ id: actionItemId });
	return left.length === 1;
}

export interface IssueSettling {
	state: IssueState;
	claimedUntil: number;
	mayExist: boolean;
	key: string | null;
	detail: string | null;
}

/** What became of a try; nothing when somebody else has taken it meanwhile. */
export async function settleIssue(d1: D1Database, row: IssueRow, settling: IssueSettling): Promise<void> {
	await waiting.settle(d1, row, settling, stillOurs(row));
}

/** The issue is there: it and its link are written together. A link that somebody wrote meanwhile stays. */
export async function linkIssue(
	d1: D1Database,
	row: IssueRow,
	{ key, url }: { key: string | null; url: string | null },
	change: Change,
): Promise<void> {
	const db = open(d1);
	const id = row.actionItemId;
	const isUnlinked = sql`EXISTS (SELECT 1 FROM ${actionItems}
		WHERE ${actionItems.id} = ${id} AND ${actionItems.link} IS NULL)`;
	const linking = [
		...changeStatements(change, isUnlinked),
		db
			.update(actionItems)
			.set({ link: url, version: sql`version + 1`, updatedAt: change.at })
			.where(and(eq(actionItems.id, id), sql`${actionItems.link} IS NULL`)),
	];
	await runBatch(d1, [
		...(url === null ? [] : linking),
		db
			.update(actionItemIssues)
			.set({ state: "created", key, detail: null, mayExist: true })
			.where(eq(actionItemId, id)),
	]);
}

/** Nobody wants it any more. */
export async function dropIssue(d1: D1Database, row: IssueRow): Promise<void> {
	await open(d1).delete(actionItemIssues).where(stillOurs(row));
}

function stillOurs(row: IssueRow): SQL | undefined {
	return and(eq(actionItemId, row.actionItemId), eq(state, "creating"), eq(claimedUntil, row.claimedUntil));
}

import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { type Database, open } from "../platform/client.ts";
import { webhookNotices } from "./webhook-notices.ts";
import { webhooks } from "./webhooks.ts";

/** Webhooks for which something could leave now. Uses webhook_deliveries_waiting. */
export async function dueWebhooks(d1: D1Database, now: number): Promise<string[]> {
	return (await due(open(d1), now)).map(({ id }) => id);
}

/** All that the minute tick wants to know, in one question. */
export async function webhookWork(
	d1: D1Database,
	now: number,
): Promise<{ webhookIds: string[]; hasNotices: boolean }> {
	const db = open(d1);
	const waiting = db
		.select({ at: webhookNotices.disabledAt })
		.from(webhookNotices)
		.where(and(isNull(webhookNotices.settledAt), lte(webhookNotices.claimedUntil, now)))
		.limit(1);
	const [ids, notices] = await db.batch([due(db, now), waiting]);
	return { webhookIds: ids.map(({ id }) => id), hasNotices: notices.length > 0 };
}

function due(db: Database, now: number) {
	const waits = sql`EXISTS (SELECT 1 FROM webhook_deliveries AS d WHERE d.webhook_id = ${webhooks.id}
		AND d.state = 'waiting' AND d.due_at <= ${now} AND d.claimed_until <= ${now})`;
	return db
		.select({ id: webhooks.id })
		.from(webhooks)
		.where(and(eq(webhooks.state, "active"), lte(webhooks.nextTryAt, now), waits));
}

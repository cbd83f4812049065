import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { batchOf, kept, literal } from "../platform/client.ts";
import { webhookNotices } from "./webhook-notices.ts";
import { webhooks } from "./webhooks.ts";

const NOW = sql.placeholder("now");
const WAITS = sql`EXISTS (SELECT 1 FROM webhook_deliveries AS d WHERE d.webhook_id = ${webhooks.id}
	AND d.state = 'waiting' AND d.due_at <= ${NOW} AND d.claimed_until <= ${NOW})`;
/** Webhooks for which something could leave now. Uses webhook_deliveries_waiting. */
const DUE = kept((orm) =>
	orm
		.select({ id: webhooks.id })
		.from(webhooks)
		.where(and(eq(webhooks.state, "active"), lte(webhooks.nextTryAt, NOW), WAITS))
		.prepare(),
);
const NOTICES = kept((orm, limit) =>
	orm
		.select({ at: webhookNotices.disabledAt })
		.from(webhookNotices)
		.where(and(isNull(webhookNotices.settledAt), lte(webhookNotices.claimedUntil, NOW)))
		.limit(literal(limit))
		.prepare(),
);

/** Answer a row where something is to leave, or to be told of a webhook, at `:now`. */
export const deliveryWaits = (d1: D1Database) => DUE(d1);
export const webhookNoticeWaits = (d1: D1Database) => NOTICES(d1, 1);

export async function dueWebhooks(d1: D1Database, now: number): Promise<string[]> {
	return (await DUE(d1).all({ now })).map(({ id }) => id);
}

/** All that the minute tick wants to know, in one question. */
export async function webhookWork(
	d1: D1Database,
	now: number,
): Promise<{ webhookIds: string[]; hasNotices: boolean }> {
	const [ids, notices] = await batchOf(d1, { now }, DUE(d1), NOTICES(d1, 1));
	return { webhookIds: ids.map(({ id }) => id), hasNotices: notices.length > 0 };
}

import { webhookWork } from "../../../db/paging/webhook-work.ts";
import type { Env } from "../../platform/env.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { webhookRunnerOf } from "./rpc.ts";
import { sendWebhookNotices } from "./send-notices.ts";

/** What the minute tick does for outgoing webhooks: one question where nothing waits. */
export async function tickWebhooks(env: Env, ctx: { exports: object }, now: Instant): Promise<void> {
	const { webhookIds, hasNotices } = await webhookWork(env.DB, now);
	if (webhookIds.length > 0) await webhookRunnerOf(ctx).deliver(webhookIds);
	if (hasNotices) await sendWebhookNotices(env, now);
}

import { type WebhookNoticeRow, webhookNoticeOutbox } from "../../../db/paging/webhook-notices.ts";
import { webhookRows } from "../../../db/paging/webhooks.ts";
import type { Env } from "../../platform/env.ts";
import { hours, type Instant, minutes } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { deliverNotice } from "../notices.ts";
import type { Notice } from "../rules/payload.ts";

const AT_ONCE = 5;
const CLAIM_MS = minutes(3);
const MOST_ATTEMPTS = 5;
const TTL_SECONDS = hours(12) / 1_000;

/** Tells admins of webhooks that were turned off, each once; what fails is tried five times in all. */
export async function sendWebhookNotices(env: Env, now: Instant): Promise<void> {
	const claimed = await webhookNoticeOutbox.claim(env.DB, { limit: AT_ONCE }, now, CLAIM_MS);
	await Promise.all(
		claimed.map(async (row) => {
			const tried = await deliverNotice(env, row.userId, row.claimedUntil, () => noticeOf(env, row));
			const outcome = tried === "again" && row.attempts >= MOST_ATTEMPTS ? "not_delivered" : tried;
			if (outcome !== "again")
				await webhookNoticeOutbox.settle(env.DB, row, { settledAt: Date.now(), outcome });
		}),
	);
}

/** Null when it was turned on again, or is gone. */
async function noticeOf(
	env: Env,
	{ webhookId, disabledAt, userId }: WebhookNoticeRow,
): Promise<Notice | null> {
	const webhook = await webhookRows.read(env.DB, webhookId);
	if (webhook?.state !== "disabled" || webhook.disabledAt !== disabledAt) return null;
	return {
		kind: "reminder",
		noticeId: [webhookId, "disabled", disabledAt, userId].join("."),
		subjectId: webhookId,
		incidentId: null,
		title: `The webhook ${webhook.name} was turned off`,
		body: `${webhook.stateReason ?? ""} Check the receiver, then turn it on again.`,
		navigate: `${publicUrl(env)}/app/webhooks`,
		ttlSeconds: TTL_SECONDS,
	};
}

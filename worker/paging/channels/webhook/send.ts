import { Webhook } from "standardwebhooks";
import { egress } from "../../../platform/egress/egress.ts";
import type { Env } from "../../../platform/env.ts";
import { toWire } from "../../../platform/rules/time.ts";
import { type PageMessage, pageBody, pageData, pageTitle } from "../../rules/payload.ts";
import type { SendOutcome } from "../../rules/send-outcome.ts";
import { outcomeOf } from "../outcome.ts";

const WEBHOOK_TIMEOUT_MS = 8_000;

export interface WebhookAddress {
	url: string;
	secret: string;
}

/** One page to a webhook, signed by Standard Webhooks; attempts of one page carry one `webhook-id`. */
export async function sendWebhook(
	env: Env,
	target: WebhookAddress,
	message: PageMessage,
): Promise<SendOutcome> {
	const at = new Date();
	const body = JSON.stringify({
		type: "page",
		timestamp: toWire(at.getTime()),
		data: { ...pageData(message), title: pageTitle(message), body: pageBody(message) },
	});
	const answer = await egress(env, {
		purpose: "webhook",
		url: target.url,
		method: "POST",
		headers: {
			"content-type": "application/json",
			"webhook-id": message.pageId,
			"webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
			"webhook-signature": new Webhook(target.secret).sign(message.pageId, at, body),
		},
		body,
		timeoutMs: WEBHOOK_TIMEOUT_MS,
		maxResponseBytes: 1_024,
	});
	return outcomeOf(answer, at.getTime());
}

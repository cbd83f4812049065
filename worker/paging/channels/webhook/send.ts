import { Webhook } from "standardwebhooks";
import { egress } from "../../../platform/egress/egress.ts";
import type { Env } from "../../../platform/env.ts";
import { toWire } from "../../../platform/rules/time.ts";
import {
	type Notice,
	noticeData,
	type PageMessage,
	pageBody,
	pageData,
	pageTitle,
} from "../../rules/payload.ts";
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
	const data = { ...pageData(message), title: pageTitle(message), body: pageBody(message) };
	return post(env, target, { type: "page", id: message.pageId, data });
}

/** One notice to a person's webhook, signed in the same way. Every try of it carries the same `webhook-id`. */
export async function sendNoticeWebhook(
	env: Env,
	target: WebhookAddress,
	notice: Notice,
): Promise<SendOutcome> {
	const { title, body, navigate } = notice;
	const data = { ...noticeData(notice), title, body, navigate };
	return post(env, target, { type: notice.kind, id: notice.noticeId, data });
}

interface Message {
	type: string;
	id: string;
	data: object;
}

async function post(env: Env, target: WebhookAddress, { type, id, data }: Message): Promise<SendOutcome> {
	const at = new Date();
	const body = JSON.stringify({ type, timestamp: toWire(at.getTime()), data });
	const answer = await egress(env, {
		purpose: "webhook",
		url: target.url,
		method: "POST",
		headers: {
			"content-type": "application/json",
			"webhook-id": id,
			"webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
			"webhook-signature": new Webhook(target.secret).sign(id, at, body),
		},
		body,
		timeoutMs: WEBHOOK_TIMEOUT_MS,
		maxResponseBytes: 1_024,
	});
	return outcomeOf(answer, at.getTime());
}

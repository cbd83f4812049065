import type { SendOutcome } from "../core/attempt.ts";
import type { PageMessage } from "../core/payload.ts";
import type { ContactMethod, WebhookTarget } from "../core/roster.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { unseal } from "../vault/seal.ts";
import { type PushSubscription, sendPush } from "./channels/web-push.ts";
import { sendWebhook } from "./channels/webhook.ts";

/** Where a page goes: a person's method, or a webhook that is a level's own target. */
export type Recipient =
	| { kind: "method"; method: ContactMethod }
	| { kind: "webhook"; webhook: WebhookTarget };

/** One request to one recipient. Never throws: what cannot be sent is an outcome with a reason. */
export async function sendPage(env: Env, to: Recipient, message: PageMessage): Promise<SendOutcome> {
	try {
		if (to.kind === "webhook") return await sendToTarget(env, to.webhook, message);
		return await sendToMethod(env, to.method, message);
	} catch (error) {
		log("page.send_broke", { pageId: message.pageId, error: String(error) });
		return { kind: "retry", reason: "internal", retryAfterMs: null };
	}
}

async function sendToMethod(env: Env, method: ContactMethod, message: PageMessage): Promise<SendOutcome> {
	if (method.state !== "active") return { kind: "failed", reason: method.state };
	const address = JSON.parse(await unseal(env, method.id, method.address)) as unknown;
	switch (method.kind) {
		case "push":
			return sendPush(env, address as PushSubscription, message);
		case "webhook":
			return sendWebhook(env, address as { url: string; secret: string }, message);
		default:
			return { kind: "failed", reason: "no_channel" };
	}
}

async function sendToTarget(env: Env, webhook: WebhookTarget, message: PageMessage): Promise<SendOutcome> {
	const secret = await unseal(env, webhook.id, webhook.secret);
	return sendWebhook(env, { url: webhook.url, secret }, { ...message, token: null });
}

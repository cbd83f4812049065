import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { unseal } from "../platform/vault/seal.ts";
import type { ReadyRequest } from "./channels/outcome.ts";
import { type PushSubscription, readyNotice, readyPush } from "./channels/web-push.ts";
import { sendWebhook } from "./channels/webhook.ts";
import type { ContactMethod, WebhookTarget } from "./rules/paging-plan.ts";
import type { Notice, PageMessage } from "./rules/payload.ts";
import type { SendOutcome } from "./rules/send-outcome.ts";

/** Where a page goes: a person's method, or a webhook that is a level's own target. */
export type Recipient =
	| { kind: "method"; method: ContactMethod }
	| { kind: "webhook"; webhook: WebhookTarget };

/** One request to one recipient. Never throws: what cannot be sent is an outcome with a reason. */
export async function sendPage(env: Env, to: Recipient, message: PageMessage): Promise<SendOutcome> {
	return (await readyPage(env, to, message))();
}

/**
 * A request to one recipient, ready to leave, so that whoever sends it can ask once more whether it may. Neither this
 * nor the request throws: what cannot be sent is a request whose outcome has a reason.
 */
export async function readyPage(env: Env, to: Recipient, message: PageMessage): Promise<ReadyRequest> {
	const broken = (error: unknown): SendOutcome => {
		log("page.send_broke", { pageId: message.pageId, error: String(error) });
		return { kind: "retry", reason: "internal", retryAfterMs: null };
	};
	try {
		const request =
			to.kind === "webhook"
				? await readyForTarget(env, to.webhook, message)
				: await readyForMethod(env, to.method, message);
		return () => request().catch(broken);
	} catch (error) {
		return async () => broken(error);
	}
}

/** A notice to one phone. Never throws: what cannot be sent is an outcome with a reason. */
export async function sendNotice(env: Env, method: ContactMethod, notice: Notice): Promise<SendOutcome> {
	try {
		const address = JSON.parse(await unseal(env, method.id, method.address)) as unknown;
		return await (await readyNotice(env, address as PushSubscription, notice))();
	} catch (error) {
		log("notice.send_broke", { subjectId: notice.subjectId, error: String(error) });
		return { kind: "retry", reason: "internal", retryAfterMs: null };
	}
}

async function readyForMethod(env: Env, method: ContactMethod, message: PageMessage): Promise<ReadyRequest> {
	if (method.state !== "active") return failed(method.state);
	const address = JSON.parse(await unseal(env, method.id, method.address)) as unknown;
	switch (method.kind) {
		case "push":
			return readyPush(env, address as PushSubscription, message);
		case "webhook":
			return async () =>
				unlessGone(await sendWebhook(env, address as { url: string; secret: string }, message));
		default:
			return failed("no_channel");
	}
}

async function readyForTarget(env: Env, webhook: WebhookTarget, message: PageMessage): Promise<ReadyRequest> {
	const secret = await unseal(env, webhook.id, webhook.secret);
	return () => sendWebhook(env, { url: webhook.url, secret }, { ...message, token: null });
}

/** 404 and 410 say of a person's webhook what they say of a device. */
function unlessGone(outcome: SendOutcome): SendOutcome {
	const isGone = outcome.kind === "failed" && ["http_404", "http_410"].includes(outcome.reason);
	return isGone ? { kind: "gone" } : outcome;
}

function failed(reason: string): ReadyRequest {
	return async () => ({ kind: "failed", reason });
}

import webpush from "web-push";
import { egress } from "../../../platform/egress/egress.ts";
import type { Env } from "../../../platform/env.ts";
import { sha256Hex } from "../../../platform/vault/digest.ts";
import type { Notice, PageMessage } from "../../rules/payload.ts";
import { outcomeOf, type ReadyRequest } from "../outcome.ts";
import { noticePayload, pushPayload } from "./payload.ts";
import { vapidHeader } from "./vapid.ts";

/** How long a push service may take to answer: after that the attempt has failed, and is made again. */
export const PUSH_TIMEOUT_MS = 8_000;
const TOPIC_LENGTH = 32;

export interface PushSubscription {
	endpoint: string;
	keys: { p256dh: string; auth: string };
}

/** One encrypted web push request, ready to leave. 404 and 410 mean that the browser forgot us for good. */
export async function readyPush(
	env: Env,
	subscription: PushSubscription,
	message: PageMessage,
): Promise<ReadyRequest> {
	return ready(env, subscription, {
		payload: pushPayload(message),
		ttlSeconds: message.ttlSeconds,
		urgency: message.urgency === "high" ? "high" : "normal",
		subject: message.kind === "page" ? message.incidentId : `${message.kind}:${message.incidentId}`,
	});
}

/** The same for what nobody has to answer. */
export async function readyNotice(
	env: Env,
	subscription: PushSubscription,
	notice: Notice,
): Promise<ReadyRequest> {
	return ready(env, subscription, {
		payload: noticePayload(notice),
		ttlSeconds: notice.ttlSeconds,
		urgency: "normal",
		subject: `${notice.kind}:${notice.subjectId}`,
	});
}

interface Push {
	payload: string;
	ttlSeconds: number;
	urgency: "high" | "normal";
	/** A newer push about the same replaces one that the push service still holds. */
	subject: string;
}

async function ready(env: Env, subscription: PushSubscription, push: Push): Promise<ReadyRequest> {
	const details = webpush.generateRequestDetails(subscription, push.payload, {
		TTL: push.ttlSeconds,
		contentEncoding: "aes128gcm",
		urgency: push.urgency,
		topic: (await sha256Hex(push.subject)).slice(0, TOPIC_LENGTH),
	});
	const { host, "Content-Length": _length, ...headers } = details.headers as Record<string, string>;
	const identity = await vapidHeader(env, details.endpoint);
	return async () => {
		const startedAt = Date.now();
		const answer = await egress(env, {
			purpose: "push",
			url: details.endpoint,
			method: "POST",
			headers: { ...headers, TTL: String(push.ttlSeconds), ...identity },
			body: new Uint8Array(details.body),
			timeoutMs: PUSH_TIMEOUT_MS,
			maxResponseBytes: 1_024,
		});
		if (answer.ok && (answer.status === 404 || answer.status === 410)) return { kind: "gone" };
		return outcomeOf(answer, startedAt);
	};
}

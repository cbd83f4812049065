import webpush from "web-push";
import { egress } from "../../platform/egress/egress.ts";
import type { Env } from "../../platform/env.ts";
import { sha256Hex } from "../../platform/vault/digest.ts";
import type { PushAsk } from "../channels/channel.ts";
import { outcomeOf, type ReadyRequest } from "./outcome.ts";
import { vapidHeader } from "./vapid.ts";

/** How long a push service may take to answer: after that the attempt has failed, and is made again. */
export const PUSH_TIMEOUT_MS = 8_000;
const TOPIC_LENGTH = 32;

/** One encrypted web push request, ready to leave. */
export async function readyPush(env: Env, push: PushAsk): Promise<ReadyRequest> {
	const details = webpush.generateRequestDetails(push.subscription, push.payload, {
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
		return outcomeOf(answer, startedAt);
	};
}

import type { DeliveryRow } from "../../../db/paging/webhook-deliveries.ts";
import type { WebhookRow } from "../../../db/paging/webhooks.ts";
import { egress } from "../../platform/egress/egress.ts";
import type { Env } from "../../platform/env.ts";
import { toWire } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { unseal } from "../../platform/vault/seal.ts";
import { signedHeaders } from "../../platform/vault/webhook-signature.ts";
import { type DeliveryOutcome, outcomeOfStatus } from "../rules/webhook-delivery.ts";
import { retryAfterMs } from "../sending/outcome.ts";

/** How long a receiver may take for its answer. */
export const DELIVERY_TIMEOUT_MS = 10_000;
/** Only the status counts. */
const MAX_RESPONSE_BYTES = 1_024;

export type ReadyDelivery = (row: DeliveryRow) => Promise<DeliveryOutcome>;

/** Opens the webhook's secrets once: what it answers makes one request, which leaves at once and never throws. */
export async function readyDelivery(env: Env, webhook: WebhookRow): Promise<ReadyDelivery> {
	const { id, secret, previousSecret, previousUntil } = webhook;
	const isPreviousGood = previousSecret !== null && (previousUntil ?? 0) > Date.now();
	const sealed = isPreviousGood ? [secret, previousSecret] : [secret];
	const secrets = await Promise.all(sealed.map((one) => unseal(env, id, one)));
	return (row) => send(env, webhook.url, secrets, row);
}

async function send(env: Env, url: string, secrets: string[], row: DeliveryRow): Promise<DeliveryOutcome> {
	const now = new Date();
	const body = bodyOf(env, row);
	const answer = await egress(env, {
		purpose: "webhook",
		url,
		method: "POST",
		headers: {
			"content-type": "application/json",
			"user-agent": "Tocsin",
			...signedHeaders(secrets, row.id, now, body),
		},
		body,
		timeoutMs: DELIVERY_TIMEOUT_MS,
		maxResponseBytes: MAX_RESPONSE_BYTES,
	});
	const tookMs = answer.latencyMs;
	if (!answer.ok) return { kind: "again", status: null, reason: answer.detail, tookMs, retryAfterMs: null };
	const wait = retryAfterMs(answer.headers.get("retry-after"), Date.now());
	return outcomeOfStatus(answer.status, tookMs, wait);
}

/** The same for every request about one thing. */
function bodyOf(env: Env, { type, at, data, link }: DeliveryRow): string {
	const url = `${publicUrl(env)}${link}`;
	return JSON.stringify({ type, timestamp: toWire(at), data: { ...data, url } });
}

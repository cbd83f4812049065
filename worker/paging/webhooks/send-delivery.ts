import { z } from "zod";
import type { DeliveryRow } from "../../../db/paging/webhook-deliveries.ts";
import type { WebhookRow } from "../../../db/paging/webhooks.ts";
import { egress } from "../../platform/egress/egress.ts";
import type { Env } from "../../platform/env.ts";
import { toWire } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { unseal } from "../../platform/vault/seal.ts";
import { signedHeaders } from "../../platform/vault/webhook-signature.ts";
import { SEVERITIES } from "../rules/severity.ts";
import { type DeliveryOutcome, outcomeOfStatus } from "../rules/webhook-delivery.ts";
import { type ForeignFormat, type ForeignRequest, foreignRequest } from "../rules/webhook-formats.ts";
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
	const [key = ""] = secrets;
	return async (row) => {
		const request =
			webhook.format === "tocsin"
				? signedRequest(env, webhook.url, secrets, row)
				: foreignDelivery(env, webhook.format, { url: webhook.url, key }, row);
		return request === null ? NOT_SENT : send(env, request);
	};
}

/** What another tool is not told of counts as told: what comes after it does not wait. */
const NOT_SENT: DeliveryOutcome = {
	...{ kind: "delivered", status: null, reason: "not sent: a drill, or nothing that it has a word for" },
	...{ tookMs: 0, retryAfterMs: null },
};

function signedRequest(env: Env, url: string, secrets: string[], row: DeliveryRow): ForeignRequest {
	const body = bodyOf(env, row);
	const headers = { "content-type": "application/json", ...signedHeaders(secrets, row.id, new Date(), body) };
	return { url, headers, body };
}

function foreignDelivery(
	env: Env,
	format: ForeignFormat,
	to: { url: string; key: string },
	{ type, data, link, subjectId }: DeliveryRow,
): ForeignRequest | null {
	const told = foreignNews.safeParse(data);
	const incident = told.success ? told.data.incident : { ...NOTHING, id: subjectId };
	if (incident.drill) return null;
	const by = told.success && told.data.event.actor.kind === "user" ? told.data.event.actor.name : null;
	const named = { ...incident, service: incident.service.name };
	return foreignRequest(format, to, { type, incident: named, by, link: `${publicUrl(env)}${link}` });
}

const foreignNews = z.object({
	incident: z.object({
		...{ id: z.string(), number: z.int(), title: z.string(), drill: z.boolean() },
		severity: z.enum(SEVERITIES),
		service: z.object({ name: z.string() }),
	}),
	event: z.object({ actor: z.object({ kind: z.string(), name: z.string() }) }),
});
/** A test is about no incident. */
const NOTHING = {
	number: 0,
	title: "Test",
	drill: false,
	severity: "P4",
	service: { name: "Tocsin" },
} as const;

async function send(env: Env, { url, headers, body }: ForeignRequest): Promise<DeliveryOutcome> {
	const answer = await egress(env, {
		purpose: "webhook",
		url,
		method: "POST",
		headers: { "user-agent": "Tocsin", ...headers },
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

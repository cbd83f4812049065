import { Webhook } from "standardwebhooks";
import { egress } from "../../platform/egress/egress.ts";
import type { Env } from "../../platform/env.ts";
import { toWire } from "../../platform/rules/time.ts";
import type { HttpAsk } from "../channels/channel.ts";
import type { SendOutcome } from "../rules/send-outcome.ts";
import { outcomeOf } from "./outcome.ts";

const HTTP_TIMEOUT_MS = 8_000;

/** One POST, signed where it asks for that. */
export async function sendHttp(env: Env, ask: HttpAsk): Promise<SendOutcome> {
	const at = new Date();
	const body = ask.body(toWire(at.getTime()));
	const answer = await egress(env, {
		purpose: "webhook",
		url: ask.url,
		method: "POST",
		headers: { ...ask.headers, ...signatureOf(ask, at, body) },
		body,
		timeoutMs: HTTP_TIMEOUT_MS,
		maxResponseBytes: 1_024,
	});
	return outcomeOf(answer, at.getTime());
}

function signatureOf({ signature }: HttpAsk, at: Date, body: string): Record<string, string> {
	if (!signature) return {};
	const { id, secret } = signature;
	return {
		"webhook-id": id,
		"webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
		"webhook-signature": new Webhook(secret).sign(id, at, body),
	};
}

import { egress } from "../../platform/egress/egress.ts";
import type { Env } from "../../platform/env.ts";
import { toWire } from "../../platform/rules/time.ts";
import { signedHeaders } from "../../platform/vault/webhook-signature.ts";
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
	const judged = answer.ok ? ask.judge?.(answer.status, answer.body) : null;
	return judged ?? outcomeOf(answer, at.getTime());
}

function signatureOf({ signature }: HttpAsk, at: Date, body: string): Record<string, string> {
	return signature ? signedHeaders([signature.secret], signature.id, at, body) : {};
}

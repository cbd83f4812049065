import { egress } from "../../platform/egress/egress.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { toWire } from "../../platform/rules/time.ts";
import { signedHeaders } from "../../platform/vault/webhook-signature.ts";
import type { HttpAsk } from "../channels/channel.ts";
import type { SendOutcome } from "../rules/send-outcome.ts";
import { outcomeOf } from "./outcome.ts";

const MOST_BYTES = 1_024;
/** An answer that says where a message is has the message in it. */
const MOST_BYTES_OF_PLACE = 64 * 1_024;
/** Of one attempt; two providers have half of it each. */
const HTTP_TIMEOUT_MS = 8_000;

/** One POST, signed where it asks for that; where its provider does not take it, another by the other one. */
export async function sendHttp(env: Env, ask: HttpAsk): Promise<SendOutcome> {
	const { otherwise } = ask;
	if (!otherwise) return post(env, ask, HTTP_TIMEOUT_MS);
	const first = await post(env, ask, HTTP_TIMEOUT_MS / 2);
	if (first.kind === "accepted" || first.kind === "gone") return first;
	log("page.by_other_provider", { reason: first.reason });
	const second = await post(env, otherwise, HTTP_TIMEOUT_MS / 2);
	// A further attempt asks both again, so it is worth it where one of them may still take it.
	return second.kind === "failed" ? first : second;
}

async function post(env: Env, ask: HttpAsk, timeoutMs: number): Promise<SendOutcome> {
	const at = new Date();
	const body = ask.body(toWire(at.getTime()));
	const answer = await egress(env, {
		purpose: "webhook",
		url: ask.url,
		method: "POST",
		headers: { ...ask.headers, ...signatureOf(ask, at, body) },
		body,
		timeoutMs,
		maxResponseBytes: ask.placeOf ? MOST_BYTES_OF_PLACE : MOST_BYTES,
	});
	const judged = answer.ok ? ask.judge?.(answer.status, answer.body) : null;
	const outcome = judged ?? outcomeOf(answer, at.getTime());
	if (!answer.ok || outcome.kind !== "accepted") return outcome;
	const place = ask.placeOf?.(answer.body) ?? null;
	return place === null ? outcome : { ...outcome, place };
}

function signatureOf({ signature }: HttpAsk, at: Date, body: string): Record<string, string> {
	return signature ? signedHeaders([signature.secret], signature.id, at, body) : {};
}

import { createMiddleware } from "hono/factory";
import type { Remembered } from "../../db/changes.ts";
import { rememberAnswer, rememberedAnswer } from "../../db/idempotency.ts";
import { sha256Hex } from "../vault/digest.ts";
import type { AppContext, AppEnv, IdempotentCall } from "./app-env.ts";
import { fieldError } from "./input.ts";
import { invalid, problem } from "./problems.ts";

const WELL_FORMED = /^[\x21-\x7e]{1,255}$/;

/** Commands on incidents keep their keys in the incident itself, which works without the database. */
const KEPT_ELSEWHERE = /^\/api\/v1\/(incidents|page-actions)(\/|$)/;

/** The same key and body give the same answer for 24 h; the same key with another body is refused. */
export const idempotent = createMiddleware<AppEnv>(async (c, next) => {
	const key = c.req.header("idempotency-key");
	const credential = c.get("credential");
	if (key === undefined || !credential || ["GET", "HEAD"].includes(c.req.method)) return next();
	if (!WELL_FORMED.test(key))
		return invalid(c, [fieldError("", "Idempotency-Key must be 1–255 visible ASCII characters")]);
	const bodyHash = await sha256Hex(`${c.req.method} ${c.req.path}\n${c.get("bodyText") ?? ""}`);
	const call: IdempotentCall = { credential, key, bodyHash };
	c.set("idempotency", call);
	if (c.req.method !== "POST" || KEPT_ELSEWHERE.test(c.req.path)) return next();
	const repeated = await replayed(c, call);
	if (repeated) return repeated;
	await next();
	if (!c.get("answerKept") && c.res.ok) await keepAnswer(c, call);
});

/** The remembered answer, or the refusal of another body; null when the key is new. */
export async function replayed(c: AppContext, call: IdempotentCall): Promise<Response | null> {
	const found = await rememberedAnswer(c.env.DB, call.credential, call.key, Date.now());
	if (!found) return null;
	if (found.bodyHash !== call.bodyHash) {
		return problem(c, "idempotency-mismatch", "this Idempotency-Key was used for another request");
	}
	const headers = { "content-type": "application/json", "idempotent-replayed": "true" };
	return new Response(found.answer === "" ? null : found.answer, { status: found.status, headers });
}

/** What to remember of an answer, to be written in the batch that makes it true; null without a key. */
export function remember(c: AppContext, status: number, answer: object): Remembered | null {
	const call = c.get("idempotency");
	if (!call) return null;
	c.set("answerKept", true);
	return { ...call, status, answer: JSON.stringify(answer), createdAt: Date.now() };
}

async function keepAnswer(c: AppContext, call: IdempotentCall): Promise<void> {
	const answer = await c.res.clone().text();
	await rememberAnswer(c.env.DB, { ...call, status: c.res.status, answer, createdAt: Date.now() });
}

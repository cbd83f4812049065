import type { Remembered } from "../../../db/platform/changes.ts";
import { rememberAnswer, rememberedAnswer } from "../../../db/platform/idempotency.ts";
import { sha256Hex } from "../vault/digest.ts";
import type { AppContext, IdempotentCall } from "./app-env.ts";
import { fieldError } from "./input.ts";
import { invalid, problem } from "./problems.ts";

const WELL_FORMED = /^[\x21-\x7e]{1,255}$/;

/** Commands on incidents keep their keys in the incident itself, which works without the database. */
const KEPT_ELSEWHERE = /^\/api\/v1\/(incidents|page-actions)(\/|$)/;

/**
 * The same key, query and body give the same answer for 24 h, with the one-time `secrets` as null; the same key with
 * others is refused.
 */
export async function idempotently(
	c: AppContext,
	secrets: readonly string[],
	run: () => Response | Promise<Response>,
): Promise<Response> {
	const key = c.req.header("idempotency-key");
	const credential = c.get("credential");
	if (key === undefined || !credential || ["GET", "HEAD"].includes(c.req.method)) return run();
	if (!WELL_FORMED.test(key))
		return invalid(c, [fieldError("", "Idempotency-Key must be 1–255 visible ASCII characters")]);
	const asked = `${c.req.method} ${c.req.path}${new URL(c.req.url).search}`;
	const bodyHash = await sha256Hex(`${asked}\n${c.get("bodyText") ?? ""}`);
	const call: IdempotentCall = { credential, key, bodyHash };
	c.set("idempotency", call);
	if (c.req.method !== "POST" || KEPT_ELSEWHERE.test(c.req.path)) return run();
	const repeated = await replayed(c, call);
	if (repeated) return repeated;
	const answer = await run();
	if (!c.get("answerKept") && answer.ok) await keepAnswer(c, call, answer, secrets);
	return answer;
}

/** The remembered answer, or the refusal of another body; null when the key is new. */
export async function replayed(c: AppContext, call: IdempotentCall): Promise<Response | null> {
	const found = await rememberedAnswer(c.env.DB, call.credential, call.key, Date.now());
	if (!found) return null;
	if (found.bodyHash !== call.bodyHash) {
		return problem(
			c,
			"idempotency-mismatch",
			"This Idempotency-Key was already used for a different request.",
		);
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

async function keepAnswer(
	c: AppContext,
	call: IdempotentCall,
	given: Response,
	secrets: readonly string[],
): Promise<void> {
	const answer = withoutSecrets(await given.clone().text(), secrets);
	await rememberAnswer(c.env.DB, { ...call, status: given.status, answer, createdAt: Date.now() });
}

/** What is shown once is kept nowhere: the effects stay, the words do not. */
function withoutSecrets(answer: string, secrets: readonly string[]): string {
	if (secrets.length === 0 || answer === "") return answer;
	const shown = JSON.parse(answer) as Record<string, unknown>;
	return JSON.stringify({ ...shown, ...Object.fromEntries(secrets.map((name) => [name, null])) });
}

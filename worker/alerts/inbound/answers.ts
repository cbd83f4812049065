/** What senders are answered, and what is read of what they send. */
import type { AppContext } from "../../platform/http/app-env.ts";
import { readAtMost } from "../../platform/http/body.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { type Complaint, type InboundFormat, KB } from "./inbound-format.ts";

/** Whoever finds no room comes again within this. */
const OVERLOADED_SECONDS = 5;

export type Body = { ok: true; value: unknown } | { ok: false; isTooLarge: boolean };

/** Whatever the content type says: `curl -d` calls JSON a form. */
export async function readBody(c: AppContext, maxBytes: number, mayBeEmpty = false): Promise<Body> {
	const bytes = await readAtMost(c.req.raw, maxBytes);
	if (bytes === null) return { ok: false, isTooLarge: true };
	if (mayBeEmpty && bytes.length === 0) return { ok: true, value: {} };
	try {
		const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
		return { ok: true, value };
	} catch {
		return { ok: false, isTooLarge: false };
	}
}

export function say(c: AppContext, complaint: Complaint): Response {
	switch (complaint.as) {
		case "sentence":
			return problem(c, "malformed-json", complaint.reason);
		case "fields":
			return invalid(c, complaint.errors);
		case "own":
			return c.json(complaint.body, complaint.status);
	}
}

export function tooLarge(c: AppContext, { maxBytes }: InboundFormat): Response {
	return problem(c, "too-large", `An alert can be at most ${maxBytes / KB} KB.`);
}

export function notJson(c: AppContext, { says }: InboundFormat): Response {
	return says ? say(c, says.notJson) : problem(c, "malformed-json", "The body isn’t valid JSON.");
}

export function unknownKey(c: AppContext, { says }: InboundFormat): Response {
	if (says) return say(c, says.unknownKey);
	return problem(c, "unauthenticated", "No integration of this type has this key.");
}

/** Not all at the same moment: they were too many together. */
export function overloaded(c: AppContext): Response {
	return busyUntil(c, 1 + Math.floor(Math.random() * OVERLOADED_SECONDS));
}

/** 503 and never 429: senders such as Alertmanager give up on a 4xx. */
export function busyUntil(c: AppContext, seconds: number): Response {
	const headers = { "retry-after": String(seconds) };
	return problem(c, "unavailable", "Too busy to accept alerts right now. Try again shortly.", { headers });
}

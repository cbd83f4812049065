/** What trackers have in common when they say no. */
import type { IssueOutcome } from "../rules/issue.ts";
import { oneLine } from "../rules/words.ts";
import type { TrackerAnswer } from "./tracker-kind.ts";

export const JSON_HEADERS = { accept: "application/json", "content-type": "application/json" };
export const USER_AGENT = { "user-agent": "Tocsin" };

/** What an answer that is not 2xx means. `said` is what the tracker says itself; empty for nothing. */
export function refusal(name: string, { status, header }: TrackerAnswer, said: string): IssueOutcome {
	const words = said === "" ? "" : `: ${oneLine(said)}`;
	const why = `${name} answered ${status}${meaning(status)}${words}`;
	const isLimited =
		status === 429 || header("retry-after") !== null || header("x-ratelimit-remaining") === "0";
	if (isLimited && status < 500) return { kind: "not_now", why };
	if (status === 408 || status >= 500) return { kind: "unknown", why };
	return { kind: "refused", why };
}

const MEANINGS: Record<number, string> = {
	301: " (it has moved)",
	401: " (the token is not accepted)",
	403: " (the token may not do this)",
	404: " (not found, or hidden from this token)",
	410: " (issues are turned off there)",
	422: " (it does not take these fields)",
	429: " (too many requests)",
};
const meaning = (status: number): string => MEANINGS[status] ?? "";

/** The object behind a value; an empty one for anything else. */
export function fieldsOf(value: unknown): Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

export const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A text that is there; empty for anything else. */
export const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

/** A link that people may follow; null for anything else. */
export function linkIn(value: unknown): string | null {
	const text = textIn(value);
	return /^https?:\/\//.test(text) && text.length <= 2_000 ? text : null;
}

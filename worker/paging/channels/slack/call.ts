import type { SlackAccount } from "../accounts.ts";
import type { HttpAsk } from "../channel.ts";

/** Text of others, for Slack: it links to nothing and calls nobody. */
export function slackText(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export const post = (account: SlackAccount, message: object): HttpAsk =>
	call(account, "chat.postMessage", message);

/** One method of the Web API. */
export const call = ({ url, token }: SlackAccount, method: string, fields: object): HttpAsk => ({
	by: "http",
	url: `${url}/${method}`,
	headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${token}` },
	body: () => JSON.stringify(fields),
	judge,
});

const GONE: ReadonlySet<string> = new Set(["channel_not_found", "user_not_found"]);
const PASSING: ReadonlySet<string> = new Set([
	"ratelimited",
	"rate_limited",
	"internal_error",
	"fatal_error",
	"service_unavailable",
	"request_timeout",
]);

/** Slack answers 200 to what it refuses, and names the reason. Whatever the token may not do is not the member's fault. */
export function judge(status: number, body: string): ReturnType<NonNullable<HttpAsk["judge"]>> {
	if (status === 404 || status === 410) return { kind: "failed", reason: `provider_${status}` };
	if (status !== 200 || !/"ok"\s*:\s*false/.test(body)) return null;
	const error = /"error"\s*:\s*"(\w{1,60})"/.exec(body)?.[1] ?? "unknown";
	if (GONE.has(error)) return { kind: "gone" };
	if (PASSING.has(error)) return { kind: "retry", reason: `provider_${error}`, retryAfterMs: null };
	return { kind: "failed", reason: `provider_${error}` };
}

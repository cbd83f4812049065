import { CANNOT_TAKE_IT } from "../../../platform/rules/phrases.ts";
import { type PageMessage, pageBody, pageTitle } from "../../rules/payload.ts";
import type { SlackAccount } from "../accounts.ts";
import { buttonData } from "../button.ts";
import type { Channel, HttpAsk } from "../channel.ts";
import { type Line, oneLine } from "../one-line.ts";

/**
 * A message of the instance's app to one member of its workspace. Its buttons say which page they answer; who may answer
 * it is decided when one is pressed, by the member that Slack signs for.
 */
export const slack: Channel<"address", Line> = {
	...oneLine,
	traits: { arrival: "untold", carriesToken: true, verification: "code" },
	wrong: (address) =>
		/^[UW][A-Z0-9]{6,20}$/.test(address) ? null : "must be a member ID, U012AB3CD for example",
	isSetUp: ({ slack }) => slack !== null,
	page: ({ address }, message, { slack }) => slack && post(slack, address, messageOfPage(message)),
	notice: ({ address }, { title, body, navigate }, { slack }) =>
		slack && post(slack, address, { text: slackText([title, body, navigate].join("\n")) }),
	code: ({ address }, { code, validMinutes }, { slack }) =>
		slack &&
		post(slack, address, {
			text: `Your code for Tocsin is ${code}. It works for ${validMinutes} minutes. Not you? Then do nothing.`,
		}),
};

/** Text of others, for Slack: it links to nothing and calls nobody. */
export function slackText(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function messageOfPage(message: PageMessage): object {
	const words = [pageTitle(message), pageBody(message)].join("\n");
	const isAnswered = message.token !== null && message.kind !== "update_due";
	const open = { ...button("Open", "open"), url: message.navigate };
	const answers = [
		{ ...button("Acknowledge", "acknowledge"), style: "primary", value: buttonData("acknowledge", message) },
		{ ...button(CANNOT_TAKE_IT, "escalate"), value: buttonData("escalate", message) },
	];
	return {
		text: slackText(words),
		unfurl_links: false,
		blocks: [
			{ type: "section", text: { type: "plain_text", text: words, emoji: false } },
			{ type: "actions", elements: isAnswered ? [...answers, open] : [open] },
		],
	};
}

const button = (text: string, action_id: string) => ({
	type: "button",
	text: { type: "plain_text", text },
	action_id,
});

const post = ({ url, token }: SlackAccount, channel: string, message: object): HttpAsk => ({
	by: "http",
	url: `${url}/chat.postMessage`,
	headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${token}` },
	body: () => JSON.stringify({ channel, ...message }),
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
function judge(status: number, body: string): ReturnType<NonNullable<HttpAsk["judge"]>> {
	if (status === 404 || status === 410) return { kind: "failed", reason: `provider_${status}` };
	if (status !== 200 || !/"ok"\s*:\s*false/.test(body)) return null;
	const error = /"error"\s*:\s*"(\w{1,60})"/.exec(body)?.[1] ?? "unknown";
	if (GONE.has(error)) return { kind: "gone" };
	if (PASSING.has(error)) return { kind: "retry", reason: `provider_${error}`, retryAfterMs: null };
	return { kind: "failed", reason: `provider_${error}` };
}

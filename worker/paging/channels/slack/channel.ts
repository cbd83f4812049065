import { type PageMessage, pageBody, pageTitle } from "../../rules/payload.ts";
import { THREAD_REFUSED } from "../../rules/send-outcome.ts";
import type { SlackAccount } from "../accounts.ts";
import type { Channel, HttpAsk } from "../channel.ts";
import { type Line, oneLine } from "../one-line.ts";
import { TRAITS } from "../traits.ts";
import { judge, post, slackText } from "./call.ts";
import { below, pageMessage, placeIn, slackThread } from "./thread.ts";

/**
 * A message of the instance's app to one member of its workspace. Its buttons say which page they answer; who may answer
 * it is decided when one is pressed, by the member that Slack signs for.
 */
export const slack: Channel<"address", Line> = {
	...oneLine,
	traits: TRAITS.slack,
	wrong: (address) =>
		/^[UW][A-Z0-9]{6,20}$/.test(address) ? null : "must be a member ID, U012AB3CD for example",
	isSetUp: ({ slack }) => slack !== null,
	page: ({ address }, message, { slack }) => slack && page(slack, address, message),
	notice: ({ address }, { title, body, navigate }, { slack }) =>
		slack && post(slack, { channel: address, text: slackText([title, body, navigate].join("\n")) }),
	code: ({ address }, { code, validMinutes }, { slack }) =>
		slack &&
		post(slack, {
			channel: address,
			text: `Your code for Tocsin is ${code}. It works for ${validMinutes} minutes. Not you? Then do nothing.`,
		}),
	thread: slackThread,
};

/** A further page stands below the incident's message, and is shown in the conversation too: it must be heard. */
function page(slack: SlackAccount, address: string, message: PageMessage): HttpAsk {
	const where = message.below ? { ...below(message.below), reply_broadcast: true } : { channel: address };
	const isAnswered = message.token !== null && message.kind !== "update_due";
	const words = [pageTitle(message), pageBody(message)].join("\n");
	const said = pageMessage(words, message.navigate, isAnswered ? message : null);
	const ask = { ...post(slack, { ...where, ...said }), placeOf: placeIn };
	return message.below ? { ...ask, judge: judgeBelow } : ask;
}

/** What Slack refuses in one conversation says nothing about the member. */
function judgeBelow(status: number, body: string): ReturnType<typeof judge> {
	const outcome = judge(status, body);
	return outcome === null || outcome.kind === "retry"
		? outcome
		: { kind: "retry", reason: THREAD_REFUSED, retryAfterMs: null };
}

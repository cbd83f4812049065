import { CANNOT_TAKE_IT } from "../../../platform/rules/phrases.ts";
import { minutes } from "../../../platform/rules/time.ts";
import type { SlackAccount } from "../accounts.ts";
import { type Button, buttonData } from "../button.ts";
import type { StandingMessage, Thread, Word } from "../channel.ts";
import type { Line } from "../one-line.ts";
import { call, post, slackText } from "./call.ts";

/** Words of Slack for a message that cannot be edited or answered any more: it was deleted, or its time is over. */
const LOST: ReadonlySet<string> = new Set(
	["message_not_found", "thread_not_found", "cant_update_message", "edit_window_closed"].map(
		(error) => `provider_${error}`,
	),
);
const EVENT = "tocsin_word";
/** Slack's clock may be behind ours by this much. */
const CLOCK_MS = minutes(1);

/** Where a message is, as Slack names it: the conversation, and the time of the message that has the thread. */
export const placeOf = (channel: string, ts: string): string => `${channel} ${ts}`;

/** The place that an answer of `chat.postMessage` names: of a word below a message that of the message. */
export function placeIn(body: string): string | null {
	const { channel, ts, message } = read(body) as {
		channel?: unknown;
		ts?: unknown;
		message?: { thread_ts?: unknown };
	};
	const root = typeof message?.thread_ts === "string" ? message.thread_ts : ts;
	return typeof channel === "string" && typeof root === "string" ? placeOf(channel, root) : null;
}

/** The fields that put a message below another one. */
export const below = (place: string): { channel: string; thread_ts: string } => {
	const [channel = "", thread_ts = ""] = place.split(" ");
	return { channel, thread_ts };
};

export const slackThread: Thread<Line> = {
	edit: (place, message, { slack }) => {
		const { channel, thread_ts: ts } = below(place);
		return slack && call(slack, "chat.update", { channel, ts, ...standing(message) });
	},
	anew: ({ address }, message, { slack }) =>
		slack && { ...post(slack, { channel: address, ...standing(message) }), placeOf: placeIn },
	say: (place, { id, text }, { slack }) =>
		slack && {
			...post(slack, {
				...below(place),
				text: slackText(text),
				unfurl_links: false,
				metadata: { event_type: EVENT, event_payload: { id } },
			}),
			placeOf: placeIn,
		},
	find: (place, word, { slack }) => slack && replies(slack, place, word),
	isLost: (reason) => LOST.has(reason),
};

/** Reads what stands below a message; the answer has a place if this word is among it. Needs the scope `im:history`. */
const replies = (slack: SlackAccount, place: string, { id, at }: Word) => {
	const { channel, thread_ts: ts } = below(place);
	const oldest = String(Math.floor((at - CLOCK_MS) / 1_000));
	const asked = { channel, ts, oldest, include_all_metadata: "true", limit: "200" };
	return {
		...call(slack, "conversations.replies", {}),
		headers: {
			"content-type": "application/x-www-form-urlencoded",
			authorization: `Bearer ${slack.token}`,
		},
		body: () =>
			Object.entries(asked)
				.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
				.join("&"),
		placeOf: (body: string) => (hasWord(body, id) ? place : null),
	};
};

function hasWord(body: string, id: string): boolean {
	const { messages } = read(body) as { messages?: { metadata?: { event_payload?: { id?: unknown } } }[] };
	return Array.isArray(messages) && messages.some(({ metadata }) => metadata?.event_payload?.id === id);
}

/** An object, whatever was answered. */
function read(body: string): object {
	try {
		return Object(JSON.parse(body));
	} catch {
		return {};
	}
}

function standing({ title, body, state, page, navigate }: StandingMessage): object {
	return pageMessage([title, body, state].filter(Boolean).join("\n"), navigate, page);
}

/** A message with a link, and with buttons where somebody has to answer. */
export function pageMessage(words: string, navigate: string, page: Omit<Button, "act"> | null): object {
	const open = { ...button("Open", "open"), url: navigate };
	const answers = page && [
		{ ...button("Acknowledge", "acknowledge"), style: "primary", value: buttonData("acknowledge", page) },
		{ ...button(CANNOT_TAKE_IT, "escalate"), value: buttonData("escalate", page) },
	];
	return {
		text: slackText(words),
		unfurl_links: false,
		blocks: [
			{ type: "section", text: { type: "plain_text", text: words, emoji: false } },
			{ type: "actions", elements: answers ? [...answers, open] : [open] },
		],
	};
}

const button = (text: string, action_id: string) => ({
	type: "button",
	text: { type: "plain_text", text },
	action_id,
});

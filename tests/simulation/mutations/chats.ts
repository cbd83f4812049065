import type { Mutation } from "./mutation.ts";

export const CHATS: Mutation[] = [
	{
		name: "a word of which Slack's answer was lost is said again without a look",
		file: "worker/incidents/object/chat-threads.ts",
		from: 'act.kind === "say" && chat.saying === act.word.seq',
		to: "false",
	},
	{
		name: "a word is under way before that is written down",
		file: "worker/incidents/object/chat-threads.ts",
		from: "{ ...chat, saying: act.word.seq }",
		to: "chat",
	},
	{
		name: "a message in Slack that was deleted stays away",
		file: "worker/incidents/object/chat-threads.ts",
		from: "thread?.isLost(outcome.reason) === true",
		to: "thread === null",
	},
	{
		name: "a word that stands by itself in Slack counts as one below the message",
		file: "worker/incidents/object/chat-threads.ts",
		from: "outcome.place !== chat.place",
		to: "outcome.place === null",
	},
	{
		name: "a message in Slack that is always deleted is posted for ever",
		file: "worker/incidents/object/chat-threads.ts",
		from: "losses > MOST_LOSSES ? ENDED : null",
		to: "null",
	},
	{
		name: "what stood below a deleted message is not said again",
		file: "worker/incidents/object/chat-threads.ts",
		from: "said: 0, saying: null, losses };",
		to: "saying: null, losses };",
	},
	{
		name: "Slack is asked again sooner than it wants",
		file: "worker/incidents/object/chat-threads.ts",
		from: "outcome.retryAfterMs ?? 0",
		to: "0",
	},
	{
		name: "what Slack refuses holds up all that comes after",
		file: "worker/incidents/object/chat-threads.ts",
		from: 'if (outcome.kind === "retry" && RETRY_MS',
		to: 'if (outcome.kind !== "accepted" && RETRY_MS',
	},
	{
		name: "a further page in Slack stands by itself",
		file: "worker/paging/channels/slack/channel.ts",
		from: "where = message.below ? {",
		to: "where = message.below && false ? {",
	},
	{
		name: "a message in Slack is edited for each alert of a storm",
		file: "worker/incidents/object/chat-threads.ts",
		from: "incident, page, null)",
		to: "incident, page, this.store.cause()[1]?.data.title as string)",
	},
	{
		name: "a message in Slack that is edited gets an all-clear too",
		file: "worker/incidents/rules/settled.ts",
		from: " && page.place === undefined",
		to: "",
	},
	{
		name: "the buttons of an incident that is taken stay in Slack",
		file: "worker/incidents/rules/chat-thread.ts",
		from: 'state === "triggered" && page',
		to: "page",
	},
	{
		name: "a message in Slack whose conversation is gone is never posted anew",
		file: "worker/incidents/object/chat-threads.ts",
		from: 'return outcome.kind === "gone"',
		to: "return false",
	},
	{
		name: "what Slack refuses below a message turns off the member's method",
		file: "worker/paging/channels/slack/channel.ts",
		from: 'outcome === null || outcome.kind === "retry"',
		to: "true",
	},
	{
		name: "a page that Slack refused below a message is sent there again",
		file: "worker/incidents/object/chat-place.ts",
		from: " || page.failure === THREAD_REFUSED",
		to: "",
	},
	{
		name: "a reminder of an update in Slack is edited into the incident",
		file: "worker/incidents/rules/chat-thread.ts",
		from: " && page.about === undefined",
		to: "",
	},
	{
		name: "a note that was taken off while Slack was asked is said all the same",
		file: "worker/incidents/object/chat-threads.ts",
		from: "if (!this.isStillDue(step)) return;",
		to: "",
	},
];

/** What the app says about each way to reach a person that is added by hand. Phones come in by their own screen. */
interface MethodWords {
	name: string;
	label: string;
	hint: string;
	/** The field of the API that takes the address. */
	field: "address" | "url";
	type: "email" | "text" | "url";
}

export const METHOD_WORDS = {
	email: {
		name: "Email",
		label: "Email address",
		hint: "We send a code there. The link in a page asks before it acknowledges.",
		field: "address",
		type: "email",
	},
	telegram: {
		name: "Telegram",
		label: "Number of your chat with the bot",
		hint: "Press Start in the bot’s chat: it answers with the number. We send a code there.",
		field: "address",
		type: "text",
	},
	slack: {
		name: "Slack",
		label: "Your member ID",
		hint: "In Slack: your profile, More, Copy member ID. We send a code there. Each incident is one message, edited as it goes on.",
		field: "address",
		type: "text",
	},
	pushover: {
		name: "Pushover",
		label: "Your user key",
		hint: "It stands on your dashboard at pushover.net. We send a code there. High urgency repeats until you acknowledge.",
		field: "address",
		type: "text",
	},
	sms: {
		name: "Text message",
		label: "Phone number",
		hint: "With its country, +4930123456 for example. We text a code there. To a page, reply 4 to acknowledge, 6 to escalate.",
		field: "address",
		type: "text",
	},
	voice: {
		name: "Phone call",
		label: "Phone number",
		hint: "With its country, +4930123456 for example. We call it and say a code. In a page, 4 acknowledges and 6 escalates.",
		field: "address",
		type: "text",
	},
	ntfy: {
		name: "ntfy",
		label: "Topic, or its URL",
		hint: "Whoever reads the topic can acknowledge, so choose a name that no one guesses.",
		field: "address",
		type: "text",
	},
	discord: {
		name: "Discord",
		label: "URL of the channel’s webhook",
		hint: "Others read the channel, so a page there leads to the incident and acknowledges nothing.",
		field: "address",
		type: "url",
	},
	teams: {
		name: "Microsoft Teams",
		label: "URL of the workflow",
		hint: "Use a workflow that posts Adaptive Cards. A page there leads to the incident.",
		field: "address",
		type: "url",
	},
	webhook: {
		name: "Webhook",
		label: "URL",
		hint: "Each page is a signed POST. The secret is shown once.",
		field: "url",
		type: "url",
	},
} satisfies Record<string, MethodWords>;

export type AddedKind = keyof typeof METHOD_WORDS;

export const ADDED_KINDS = Object.entries(METHOD_WORDS).map(([value, { name }]) => ({
	value: value as AddedKind,
	name,
}));

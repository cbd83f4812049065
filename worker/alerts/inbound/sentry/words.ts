import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Sentry",
	short: "Sentry",
	isCatchAll: false,
	howTo:
		"Create an internal integration with this webhook URL and turn on Alert Rule Action and the issue webhooks. Choose it as the action of an alert. An issue that is resolved in Sentry resolves its incident.",
};

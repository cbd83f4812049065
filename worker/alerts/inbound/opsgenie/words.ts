import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Opsgenie Alert API",
	short: "Opsgenie",
	isCatchAll: false,
	howTo:
		"Use the key as the API key, and this host instead of api.opsgenie.com. Create, acknowledge, close and add notes work by alias.",
};

import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Generic JSON webhook",
	short: "plain JSON",
	isCatchAll: true,
	howTo:
		"POST JSON with title, severity, dedupKey and action: trigger, acknowledge or resolve. The same dedupKey belongs to the same incident.",
};

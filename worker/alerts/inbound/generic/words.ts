import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Generic JSON webhook",
	short: "plain JSON",
	isCatchAll: true,
};

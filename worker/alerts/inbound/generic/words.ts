import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Any tool that can send JSON",
	short: "plain JSON",
	isCatchAll: true,
};

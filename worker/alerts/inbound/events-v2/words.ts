import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "PagerDuty Events API v2",
	short: "PagerDuty’s Events API",
	isCatchAll: false,
};

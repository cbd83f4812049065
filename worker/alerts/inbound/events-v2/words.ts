import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Events API v2, as PagerDuty speaks it",
	short: "PagerDuty’s Events API",
	isCatchAll: false,
};

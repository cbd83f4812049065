import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "PagerDuty Events API v2",
	short: "PagerDuty’s Events API",
	isCatchAll: false,
	howTo:
		"Use the key as the integration key or routing key, and this URL as the events URL. Change events go to /v2/change/enqueue with the same key.",
};

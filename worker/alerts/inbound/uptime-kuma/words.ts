import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Uptime Kuma",
	short: "Uptime Kuma",
	isCatchAll: false,
	howTo:
		"Add a notification of type Webhook with this URL and the request body “Preset - application/json”. A monitor that is up again resolves its incident.",
};

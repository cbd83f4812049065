import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Grafana Alerting",
	short: "Grafana",
	isCatchAll: false,
	howTo:
		"Add a contact point of type Webhook with this URL. Each alert group opens one incident. It resolves when all of its alerts do.",
};

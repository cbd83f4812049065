import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Prometheus Alertmanager",
	short: "Alertmanager",
	isCatchAll: false,
	howTo:
		"Add a receiver with webhook_configs and this URL, and keep send_resolved on. Each alert group opens one incident. It resolves when all of its alerts do.",
};

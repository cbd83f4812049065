import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Prometheus Alertmanager",
	short: "Alertmanager",
	isCatchAll: false,
};

import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Amazon CloudWatch (SNS)",
	short: "CloudWatch",
	isCatchAll: false,
	howTo:
		"Add an HTTPS subscription with this URL to the SNS topic of your alarms, for ALARM and OK actions. Leave raw message delivery off. Tocsin confirms the subscription.",
};

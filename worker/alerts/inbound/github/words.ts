import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "GitHub Actions and checks",
	short: "GitHub",
	isCatchAll: false,
	howTo:
		"Add a webhook with this URL, content type application/json, and the events Workflow runs and Check runs. A failure on the default branch opens an incident. The next success resolves it.",
};

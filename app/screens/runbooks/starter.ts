import type { FailureReason } from "../../../worker/platform/rules/failure.ts";

interface StarterStep {
	id?: string;
	kind: "check" | "command" | "decision";
	title: string;
	text?: string;
	expected?: string;
	command?: string;
	options?: { text: string; goToStepId?: string }[];
}

export interface Starter {
	name: string;
	about: string;
	match: { pattern?: string; errors?: FailureReason[] };
	steps: StarterStep[];
}

import type { Actor } from "../../platform/rules/caller.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { StepState, StepWord } from "../../runbooks/rules/progress.ts";
import type { FrozenRunbook } from "../../runbooks/rules/runbook.ts";
import type { CheckSeen } from "./incident-types.ts";

/** What was last said of a step. */
export interface StepSaid extends StepWord {
	note: string | null;
	by: Actor;
	at: Instant;
}

/** The version that was attached, and how far somebody has come with it. */
export interface AttachedRunbook extends FrozenRunbook {
	attachedAt: Instant;
	/** By the step's id. What was taken back is not in it. */
	said: Record<string, StepSaid>;
}

/** `runbook_attached`: `matched` by itself, or `chosen` by a person, in place of the one before. */
export interface RunbookAttached {
	runbook: FrozenRunbook;
	reason: "matched" | "chosen";
}

/** `runbook_step`: somebody's word on a step; `title` is what the step was called. */
export interface RunbookStepSaid {
	runbookId: string;
	stepId: string;
	title: string;
	state: StepState;
	note: string | null;
	choice: string | null;
}

/** What the checks saw when the incident began, for matching: short, and without what is the same in each region. */
export function seenOf(evidence: readonly CheckSeen[]): {
	seenErrors: string[];
	seenWords: string[];
} {
	const errors = evidence.flatMap(({ reason }) => (reason === null ? [] : [reason]));
	return {
		seenErrors: [...new Set(errors)],
		seenWords: [...new Set(evidence.map(({ detail }) => detail))].slice(0, 10),
	};
}

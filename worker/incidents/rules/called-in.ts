/** Whom people called in by hand, and whether they come: nothing of it touches the ladder. */
import type { Actor } from "../../platform/rules/caller.ts";
import type { Instant } from "../../platform/rules/time.ts";

export const CALL_ANSWERS = ["accepted", "declined"] as const;
export type CallAnswer = (typeof CALL_ANSWERS)[number];

export interface CalledIn {
	userId: string;
	userName: string;
	/** Who asked for them. */
	by: Actor;
	/** Null: nothing yet. */
	answer: CallAnswer | null;
	reason: string | null;
}

/** `by`: who asked for them, and is told when they do not come. */
export interface CallAnswered {
	userId: string;
	userName: string;
	answer: CallAnswer;
	reason: string | null;
	by: { id: string | null; name: string };
}

/** Whether the lead, whose shift ended, hands over to whoever has it now. `shift` names that shift: asked once for it. */
export interface HandoverSuggested {
	userId: string;
	userName: string;
	leadId: string;
	shift: string;
}

/** What the lead was last asked. `keptAt`: when they said that they keep the lead; null while they have not. */
export type HandoverSuggestion = HandoverSuggested & { keptAt: Instant | null };

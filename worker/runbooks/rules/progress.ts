import type { RunbookStep } from "./runbook.ts";

/** What somebody said of a step. `open`: what was said before is taken back. */
export const STEP_STATES = ["done", "skipped", "did-not-work", "open"] as const;
export type StepState = (typeof STEP_STATES)[number];

/** The last word on a step. A step of which nobody has said anything, or whose word was taken back, has none. */
export interface StepWord {
	state: Exclude<StepState, "open">;
	/** Of a decision that is done: the text of the option that was chosen. */
	choice: string | null;
}

export type StepWords = Readonly<Record<string, StepWord>>;

/**
 * The steps on the way that the decisions so far lead, in order, from the first one to the last. What a decision
 * passed over is not among them, unless somebody said something of it.
 */
export function routeOf<Step extends Pick<RunbookStep, "id" | "kind" | "options">>(
	steps: readonly Step[],
	words: StepWords,
): Step[] {
	const onTheWay = new Set<string>();
	// Options lead forward alone, so this ends.
	for (let at = 0; at < steps.length; ) {
		const step = steps[at];
		if (!step) break;
		onTheWay.add(step.id);
		at = placeAfter(steps, step, at, words[step.id]);
	}
	return steps.filter(({ id }) => onTheWay.has(id) || words[id] !== undefined);
}

/** The first step on the way of which nobody has said anything; null when there is none left. */
export function nextStep<Step extends Pick<RunbookStep, "id" | "kind" | "options">>(
	steps: readonly Step[],
	words: StepWords,
): Step | null {
	return routeOf(steps, words).find(({ id }) => words[id] === undefined) ?? null;
}

function placeAfter(
	steps: readonly Pick<RunbookStep, "id">[],
	{ kind, options }: Pick<RunbookStep, "kind" | "options">,
	at: number,
	word: StepWord | undefined,
): number {
	if (kind !== "decision" || word?.state !== "done") return at + 1;
	const goTo = options.find(({ text }) => text === word.choice)?.goToStepId ?? null;
	const to = goTo === null ? -1 : steps.findIndex(({ id }) => id === goTo);
	return to > at ? to : at + 1;
}

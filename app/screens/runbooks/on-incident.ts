import { nextStep, routeOf, type StepState, type StepWord } from "../../../worker/runbooks/rules/progress.ts";
import type { FrozenRunbook, RunbookStep } from "../../../worker/runbooks/rules/runbook.ts";
import type { Kept } from "../../outbox/kept.ts";
import type { TimelineEvent } from "../../state/wire.ts";

/** What was last said of a step. */
export interface Said extends StepWord {
	note: string | null;
	by: TimelineEvent["actor"];
	at: string;
	/** On this device alone: the server does not know of it. */
	isKept?: boolean;
}

/** The runbook of an incident, as the timeline tells it: kept on the device with the incident, so it opens without a network. */
export interface OnIncident {
	runbook: FrozenRunbook;
	said: Readonly<Record<string, Said>>;
	/** The steps on the way that the decisions so far lead. */
	route: RunbookStep[];
	next: RunbookStep | null;
}

/**
 * Null while none is attached. A reopened incident begins its steps anew. `kept` is what was said on this device and the
 * timeline does not have.
 */
export function runbookOf(events: readonly TimelineEvent[], kept: readonly Kept[] = []): OnIncident | null {
	let runbook: FrozenRunbook | null = null;
	let said: Record<string, Said> = {};
	for (const { type, at, actor: by, data } of events) {
		if (type === "reopened" && data.undone !== true) said = {};
		if (type === "runbook_attached") {
			runbook = data.runbook as FrozenRunbook;
			said = {};
		}
		if (type !== "runbook_step" || data.runbookId !== runbook?.id) continue;
		const { stepId, state, note, choice } = data as unknown as StepData;
		if (state === "open") delete said[stepId];
		else said[stepId] = { state, note, choice, by, at };
	}
	if (runbook === null) return null;
	for (const one of kept) {
		if (one.step?.runbookId !== runbook.id || !isAhead(one, events)) continue;
		const { stepId, state, note, choice } = one.step as unknown as StepData;
		const by = { kind: "user", id: one.userId, name: "" } as const;
		if (state === "open") delete said[stepId];
		else said[stepId] = { state, note, choice, by, at: one.occurredAt, isKept: one.outcome === null };
	}
	const { steps } = runbook;
	return { runbook, said, route: routeOf(steps, said), next: nextStep(steps, said) };
}

/** Waiting, or taken by the server a moment ago, while the timeline here ends before it. What asks for a decision is not said. */
function isAhead({ outcome, seenSeq, step, userId }: Kept, events: readonly TimelineEvent[]): boolean {
	if (outcome === null) return true;
	if (outcome.kind !== "done") return false;
	const isIt = ({ seq, type, data, actor }: TimelineEvent) =>
		seq > seenSeq && type === "runbook_step" && data.stepId === step?.stepId && actor.id === userId;
	return !events.some(isIt);
}

interface StepData {
	stepId: string;
	state: StepState;
	note: string | null;
	choice: string | null;
}

export const handledOf = ({ route, said }: OnIncident): number =>
	route.filter(({ id }) => said[id] !== undefined).length;

/** "2 of 7"; what the server does not know of is not counted, and told. */
export function farWords(of: OnIncident): string {
	const kept = of.route.filter(({ id }) => of.said[id]?.isKept).length;
	const told = `${handledOf(of) - kept} of ${of.route.length}`;
	return kept === 0 ? told : `${told}, ${kept} not sent`;
}

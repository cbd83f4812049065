import { nextStep, routeOf, type StepState, type StepWord } from "../../../worker/runbooks/rules/progress.ts";
import type { FrozenRunbook, RunbookStep } from "../../../worker/runbooks/rules/runbook.ts";
import type { TimelineEvent } from "../../state/wire.ts";

/** What was last said of a step. */
export interface Said extends StepWord {
	note: string | null;
	by: TimelineEvent["actor"];
	at: string;
}

/** The runbook of an incident, as the timeline tells it: kept on the device with the incident, so it opens without a network. */
export interface OnIncident {
	runbook: FrozenRunbook;
	said: Readonly<Record<string, Said>>;
	/** The steps on the way that the decisions so far lead. */
	route: RunbookStep[];
	next: RunbookStep | null;
}

/** Null while none is attached. A reopened incident begins its steps anew. */
export function runbookOf(events: readonly TimelineEvent[]): OnIncident | null {
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
	const { steps } = runbook;
	return { runbook, said, route: routeOf(steps, said), next: nextStep(steps, said) };
}

interface StepData {
	stepId: string;
	state: StepState;
	note: string | null;
	choice: string | null;
}

export const handledOf = ({ route, said }: OnIncident): number =>
	route.filter(({ id }) => said[id] !== undefined).length;

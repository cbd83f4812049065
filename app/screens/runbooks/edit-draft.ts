import type { StepKind } from "../../../worker/runbooks/rules/runbook.ts";
import type { Runbook } from "../../state/wire.ts";

export type DraftStep = Runbook["steps"][number];
export type RunbookDraft = Pick<Runbook, "name" | "match" | "steps" | "teamId">;

export function draftOf({ name, match, steps, teamId = null }: Runbook): RunbookDraft {
	return { name, match, steps, teamId };
}

/** As the API takes it: each kind with what is its own, and nothing that is blank. */
export function bodyOf({ name, match, steps, teamId }: RunbookDraft): RunbookDraft {
	const pattern = match.pattern?.trim() || null;
	return { name: name.trim(), match: { ...match, pattern }, steps: steps.map(stepBody), teamId };
}

function stepBody(step: DraftStep): DraftStep {
	const { kind } = step;
	return {
		...step,
		title: step.title.trim(),
		expected: step.expected?.trim() || null,
		command: kind === "command" ? (step.command ?? "").trim() || null : null,
		options: kind === "decision" ? step.options : [],
		remediationId: kind === "remediation" ? step.remediationId : null,
	};
}

/** A step that nothing is said of yet; its id is its own wherever it is moved. */
export function newStep(kind: StepKind = "check", id = crypto.randomUUID().slice(0, 8)): DraftStep {
	const options = [
		{ text: "Yes", goToStepId: null },
		{ text: "No", goToStepId: null },
	];
	return {
		...{ id, kind, title: "", text: "", expected: null, command: null, remediationId: null },
		options: kind === "decision" ? options : [],
	};
}

/** The step as another kind: what it had is kept until it is saved, a decision gets two options to begin with. */
export function asKind(step: DraftStep, kind: StepKind): DraftStep {
	const options =
		kind === "decision" && step.options.length === 0 ? newStep("decision").options : step.options;
	return { ...step, kind, options };
}

/** The list with the step at `from` one place further up or down; the same list where there is no such place. */
export function moved(steps: readonly DraftStep[], from: number, by: 1 | -1): DraftStep[] {
	const to = from + by;
	const next = [...steps];
	if (to < 0 || to >= steps.length) return next;
	const [step] = next.splice(from, 1);
	if (step) next.splice(to, 0, step);
	return next;
}

/** Without the step; options that led to it lead to the one that follows. */
export function without(steps: readonly DraftStep[], id: string): DraftStep[] {
	return steps
		.filter((step) => step.id !== id)
		.map((step) => ({
			...step,
			options: step.options.map((option) =>
				option.goToStepId === id ? { ...option, goToStepId: null } : option,
			),
		}));
}

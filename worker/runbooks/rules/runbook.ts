import type { FailureReason } from "../../platform/rules/failure.ts";

/** `check`: look at something; `command`: copy and run it; `decision`: choose; `remediation`: Tocsin runs it. */
export const STEP_KINDS = ["check", "command", "decision", "remediation"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export interface StepOption {
	text: string;
	/** A later step of the same runbook. Null: the one that follows. */
	goToStepId: string | null;
}

export interface RunbookStep {
	/** Unique within its runbook. */
	id: string;
	kind: StepKind;
	title: string;
	/** Markdown. */
	text: string;
	/** What one should see when it went well. */
	expected: string | null;
	/** Of a command alone, and there never null. */
	command: string | null;
	/** Of a decision alone, at least two there. */
	options: StepOption[];
	/** Of a remediation alone, and there never null. */
	remediationId: string | null;
}

/** When a runbook is attached by itself: all that it names must hold. What names nothing is attached by nobody but a service or a person. */
export interface RunbookMatch {
	serviceIds: string[];
	monitorIds: string[];
	/** What went wrong, as the checks name it. */
	errors: FailureReason[];
	/** A regular expression that occurs in the title, the description, or what the checks saw. */
	pattern: string | null;
}

/** A version of a runbook as an incident keeps it: a later edit does not change it. */
export interface FrozenRunbook {
	id: string;
	version: number;
	name: string;
	steps: RunbookStep[];
}

export const MAX_STEPS = 30;
/** All steps together, as JSON: an incident's timeline holds a copy, and each phone that looks at it. */
export const MAX_STEPS_LENGTH = 16_000;

/** Why these steps cannot be worked through, with a pointer below `/steps`; empty when they can. */
export function troubleOfSteps(steps: readonly RunbookStep[]): { pointer: string; message: string }[] {
	const places = new Map(steps.map(({ id }, index) => [id, index] as const).reverse());
	const found = steps.flatMap((step, index) =>
		troubleOf(step, index, places).map(({ pointer, message }) => ({
			pointer: `/${index}${pointer}`,
			message,
		})),
	);
	if (JSON.stringify(steps).length > MAX_STEPS_LENGTH)
		found.push({
			pointer: "",
			message: `must have at most ${MAX_STEPS_LENGTH.toLocaleString("en-US")} characters in all steps together`,
		});
	return found;
}

function troubleOf(step: RunbookStep, index: number, places: ReadonlyMap<string, number>) {
	const found: { pointer: string; message: string }[] = [];
	const say = (pointer: string, message: string) => found.push({ pointer, message });
	if (places.get(step.id) !== index) say("/id", "must not be the id of another step");
	own(step, "command", step.command, say);
	own(step, "remediation", step.remediationId, say);
	if (step.kind === "decision" && step.options.length < 2)
		say("/options", "must have at least two for a decision");
	if (step.kind !== "decision" && step.options.length > 0) say("/options", "belongs to a decision alone");
	for (const [at, { goToStepId }] of step.options.entries())
		if (goToStepId !== null && (places.get(goToStepId) ?? -1) <= index)
			say(`/options/${at}/goToStepId`, "must be the id of a later step, or null for the next one");
	return found;
}

/** What only one kind of step has, and that kind must have. */
function own(
	step: RunbookStep,
	kind: "command" | "remediation",
	value: string | null,
	say: (pointer: string, message: string) => void,
): void {
	const pointer = kind === "command" ? "/command" : "/remediationId";
	if (step.kind === kind && value === null) say(pointer, `must be there for a ${kind}`);
	if (step.kind !== kind && value !== null) say(pointer, `belongs to a ${kind} alone`);
}

/** The steps, each with an id: what has none is called after its place, `step-3`. */
export function withIds<Step extends { id?: string | undefined }>(
	steps: readonly Step[],
): (Step & { id: string })[] {
	return steps.map((step, index) => ({ ...step, id: step.id ?? `step-${index + 1}` }));
}

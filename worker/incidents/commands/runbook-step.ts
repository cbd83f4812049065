import { z } from "@hono/zod-openapi";
import { id, line } from "../../platform/contract/fields.ts";
import { STEP_STATES } from "../../runbooks/rules/progress.ts";
import { NOTHING, refuse } from "../rules/decision.ts";
import { command } from "./command.ts";

const NOTE_LENGTH = 2_000;
/** A timeline with so many events takes no further words on steps; what pages and ends an incident is always taken. */
const STEPS_UP_TO = 10_000;

const body = z
	.strictObject({
		state: z.enum(STEP_STATES).openapi({ description: "open: takes back what was said of it" }),
		note: line(NOTE_LENGTH).optional().openapi({ description: "What was seen, or why. Skipping needs one" }),
		choice: line(200).optional().openapi({ description: "Of a decision that is done: the option’s text" }),
		runbookId: id("runbook")
			.optional()
			.openapi({ description: "Which runbook is meant. Absent: the present one" }),
	})
	.superRefine(({ state, note }, context) => {
		if (state !== "skipped" || note !== undefined) return;
		context.addIssue({ code: "custom", path: ["note"], message: "must say why the step is skipped" });
	});

export const runbookStep = command({
	call: {
		method: "post",
		path: "runbook-steps/{stepId}",
		summary: "Say what became of a step of the incident's runbook",
		body,
		texts: ["stepId"],
	},
	afterResolve: true,
	/** Somebody's word that is there already changes nothing, however often it comes. */
	decide({ incident, actor }, { stepId, state, note = null, choice = null, runbookId }) {
		const { runbook } = incident;
		if (runbook === null) return refuse("not_found", "This incident has no runbook.");
		if (runbookId !== undefined && runbookId !== runbook.id)
			return refuse("conflict", `This incident has another runbook now: ${runbook.name}.`);
		const step = runbook.steps.find((each) => each.id === stepId);
		if (!step) return refuse("not_found", "The runbook has no such step.");
		const isChosen = step.kind === "decision" && state === "done";
		if (isChosen && !step.options.some(({ text }) => text === choice))
			return refuse("conflict", `Name the choice: ${step.options.map(({ text }) => text).join(", ")}.`);
		if (!isChosen && choice !== null) return refuse("conflict", "Only a decision that is done has a choice.");
		const before = runbook.said[stepId];
		if ((before?.state ?? "open") === state && isSaid(before, note, choice)) return NOTHING;
		if (incident.seq >= STEPS_UP_TO)
			return refuse(
				"conflict",
				`This incident has ${STEPS_UP_TO.toLocaleString("en-US")} events: write on in its review.`,
			);
		const data = { runbookId: runbook.id, stepId, title: step.title, state, note, choice };
		return { events: [{ type: "runbook_step", actor, data }] };
	},
});

/** Without a note of its own, the one that is there already stands. */
function isSaid(
	before: { note: string | null; choice: string | null } | undefined,
	note: string | null,
	choice: string | null,
): boolean {
	return (note === null || note === before?.note) && choice === (before?.choice ?? null);
}

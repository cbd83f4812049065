import { z } from "@hono/zod-openapi";
import { actorOut } from "../../platform/contract/actor.ts";
import { instantOut } from "../../platform/contract/fields.ts";
import { toWire } from "../../platform/rules/time.ts";
import { runbookOut } from "../../runbooks/contract.ts";
import { STEP_STATES } from "../../runbooks/rules/progress.ts";
import { nextStepId } from "../rules/runbook.ts";
import type { AttachedRunbook } from "../rules/runbook-events.ts";

const stepOut = runbookOut.shape.steps.element.extend({
	state: z.enum(STEP_STATES),
	note: z.string().nullable(),
	choice: z.string().nullable(),
	by: actorOut.nullable(),
	at: instantOut.nullable(),
});

export const incidentRunbookOut = z
	.object({
		id: z.string(),
		version: z.int(),
		name: z.string(),
		attachedAt: instantOut,
		nextStepId: z.string().nullable().openapi({ description: "The step to do next; null: none is left" }),
		steps: z.array(stepOut),
	})
	.openapi("IncidentRunbook");

export function incidentRunbookWire(runbook: AttachedRunbook): z.input<typeof incidentRunbookOut> {
	const { id, version, name, attachedAt, steps, said } = runbook;
	return {
		...{ id, version, name },
		attachedAt: toWire(attachedAt),
		nextStepId: nextStepId(runbook),
		steps: steps.map((step) => {
			const { state, note, choice, by, at } = said[step.id] ?? NOTHING_SAID;
			return { ...step, state, note, choice, by, at: at === null ? null : toWire(at) };
		}),
	};
}

const NOTHING_SAID = { state: "open", note: null, choice: null, by: null, at: null } as const;

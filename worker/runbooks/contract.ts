import { z } from "@hono/zod-openapi";
import { refusePattern } from "../monitoring/rules/pattern.ts";
import { crud } from "../platform/contract/endpoint.ts";
import { id, line, teamId, text, unique } from "../platform/contract/fields.ts";
import { storedOut } from "../platform/contract/stored.ts";
import { FAILURE_REASONS } from "../platform/rules/failure.ts";
import { MAX_STEPS, STEP_KINDS, troubleOfSteps, withIds } from "./rules/runbook.ts";

const TITLE_LENGTH = 120;
const TEXT_LENGTH = 4_000;

/** `step-3`, or whatever its author calls it. */
const stepId = z
	.string()
	.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, "must be 1 to 40 letters, digits, hyphens and underscores")
	.openapi({ description: "Unique within the runbook. Absent: `step-` and its place" });

const option = z.strictObject({
	text: line(TITLE_LENGTH),
	goToStepId: stepId.nullable().default(null).openapi({ description: "A later step; null: the next one" }),
});

const step = z
	.strictObject({
		id: stepId.optional(),
		kind: z.enum(STEP_KINDS),
		title: line(TITLE_LENGTH),
		text: text(TEXT_LENGTH).default("").openapi({ description: "Markdown" }),
		expected: line(500).nullable().default(null).openapi({ description: "What one should see" }),
		command: line(TEXT_LENGTH).nullable().default(null).openapi({ description: "Of a `command` alone" }),
		options: z.array(option).max(6).default([]).openapi({ description: "Of a `decision`: two or more" }),
		remediationId: id("remediation")
			.nullable()
			.default(null)
			.openapi({ description: "Of a `remediation` alone. It runs for incidents of its own service" }),
	})
	.openapi("RunbookStep");

const steps = z
	.array(step)
	.min(1, "must have at least one step")
	.max(MAX_STEPS)
	.transform(withIds)
	.superRefine((all, context) => {
		for (const { pointer, message } of troubleOfSteps(all))
			context.addIssue({ code: "custom", path: pointer.split("/").slice(1), message });
	});

const match = z
	.strictObject({
		serviceIds: unique(id("service"), 100).default([]),
		monitorIds: unique(id("monitor"), 100).default([]),
		errors: unique(z.enum(FAILURE_REASONS), FAILURE_REASONS.length)
			.default([])
			.openapi({ description: "What went wrong, as the checks name it: one of these" }),
		pattern: text(500)
			.superRefine((pattern, context) => {
				const why = pattern === "" ? "must not be empty: null stands for none" : refusePattern(pattern);
				if (why !== null) context.addIssue({ code: "custom", message: why });
			})
			.nullable()
			.default(null)
			.openapi({ description: "Occurs in the title, the description, or what the checks saw" }),
	})
	.openapi("RunbookMatch", {
		description:
			"Attached by itself when all that it names holds. Naming nothing: only where a service lists it, or by hand",
	});

export const runbookIn = z
	.strictObject({ name: line(), match: match.prefault({}), steps, teamId: teamId.default(null) })
	.openapi("NewRunbook");
export const runbookPatch = z
	.strictObject({ name: line(), match, steps, teamId })
	.partial()
	.openapi("RunbookPatch");

const stepOut = z.object({
	id: z.string(),
	kind: z.enum(STEP_KINDS),
	title: z.string(),
	text: z.string(),
	expected: z.string().nullable(),
	command: z.string().nullable(),
	options: z.array(z.object({ text: z.string(), goToStepId: z.string().nullable() })),
	remediationId: z.string().nullable(),
});
export const runbookOut = z
	.object({
		...storedOut("runbook"),
		name: z.string(),
		match: z.object({
			serviceIds: z.array(z.string()),
			monitorIds: z.array(z.string()),
			errors: z.array(z.enum(FAILURE_REASONS)),
			pattern: z.string().nullable(),
		}),
		steps: z.array(stepOut),
		teamId,
	})
	.openapi("Runbook");

export const runbookCalls = crud({
	path: "/api/v1/runbooks",
	one: "runbook",
	many: "runbooks",
	kind: "runbook",
	parents: {},
	filters: {},
	ofTeam: true,
	create: runbookIn,
	patch: runbookPatch,
	out: runbookOut,
});

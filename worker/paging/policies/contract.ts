import { z } from "@hono/zod-openapi";
import { crud } from "../../platform/contract/endpoint.ts";
import { hours, line, seconds, teamId, unique } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { ID_PREFIXES, type IdKind, isIdOf } from "../../platform/rules/id.ts";
import { TARGET_KINDS } from "../rules/paging-plan.ts";
import { SEVERITIES } from "../rules/severity.ts";

const LONGEST_DELAY_SECONDS = 7 * 86_400;

const ID_KIND_OF_TARGET = {
	user: "user",
	schedule: "schedule",
	team: "team",
	webhook: "webhook",
} as const satisfies Record<(typeof TARGET_KINDS)[number], IdKind>;

/** Whom a level pages. */
export const target = z
	.strictObject({ kind: z.enum(TARGET_KINDS), id: z.string() })
	.superRefine((value, context) => {
		const kind = ID_KIND_OF_TARGET[value.kind];
		if (isIdOf(kind, value.id)) return;
		const message = `must be an identifier like ${ID_PREFIXES[kind]}_01J…`;
		context.addIssue({ code: "custom", path: ["id"], message });
	})
	.openapi("Target");

const level = z
	.strictObject({
		targets: z.array(target).min(1).max(50),
		escalateAfterSeconds: seconds(1, LONGEST_DELAY_SECONDS),
		when: z
			.strictObject({
				hours: hours.optional(),
				severities: unique(z.enum(SEVERITIES), SEVERITIES.length).min(1).optional(),
			})
			.refine(
				(when) => when.hours !== undefined || when.severities !== undefined,
				"must name hours or severities: a level that always applies has no `when`",
			)
			.optional()
			.openapi({
				description:
					"The level pages in these hours and for these severities only. Where it doesn’t apply when it is due, it is skipped at once, as one that reaches no one",
			}),
		needsAcknowledgements: z.int().min(1).max(2).optional().openapi({
			description:
				"How many different people must acknowledge once this level is paged: 1, also where it is left out, or 2",
		}),
	})
	.openapi("Level");

const fields = {
	name: line(),
	levels: z.array(level).min(1).max(50),
	repeat: z.int().min(0).max(9),
	teamId,
};

export const policyIn = z
	.strictObject({ ...fields, repeat: fields.repeat.default(0), teamId: teamId.default(null) })
	.openapi("NewEscalationPolicy");
export const policyPatch = z.strictObject(fields).partial().openapi("EscalationPolicyPatch");
export const policyOut = z.object({ ...storedOut("policy"), ...fields }).openapi("EscalationPolicy");

export const policyCalls = crud({
	path: "/api/v1/escalation-policies",
	one: "escalation policy",
	many: "escalation policies",
	kind: "policy",
	parents: {},
	filters: {},
	ofTeam: true,
	create: policyIn,
	patch: policyPatch,
	out: policyOut,
});

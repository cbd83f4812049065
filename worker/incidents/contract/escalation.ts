/** Whom an incident of a service would page: nothing is sent. */
import { z } from "@hono/zod-openapi";
import { TARGET_KINDS } from "../../paging/rules/paging-plan.ts";
import { SEVERITIES } from "../../paging/rules/severity.ts";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { instantOut } from "../../platform/contract/fields.ts";
import { toWire, toWireOrNull } from "../../platform/rules/time.ts";
import type { IfItFails } from "../rules/if-it-fails.ts";

/** What an escalation comes to, whatever policy it is by. */
export const escalationFields = {
	severity: z.enum(SEVERITIES),
	firstPageAt: instantOut.nullable().openapi({ description: "Null: this severity pages no one" }),
	escalates: z
		.boolean()
		.openapi({ description: "False: only the first level that reaches someone is paged" }),
	pagedAgainAt: instantOut.nullable().openapi({
		description:
			"Of a severity that does not escalate by itself: when it is paged again, because support hours begin anew",
	}),
	rounds: z.int(),
	levels: z.array(
		z.object({
			level: z.int(),
			isSkipped: z.boolean().openapi({ description: "It doesn’t apply then, or for this severity" }),
			afterSeconds: z.int(),
			needsAcknowledgements: z
				.int()
				.openapi({ description: "How many different people must acknowledge once it is paged: 1 or 2" }),
			targets: z.array(z.object({ kind: z.enum(TARGET_KINDS), id: z.string(), name: z.string() })),
			people: z.array(z.object({ userId: z.string(), name: z.string(), methods: z.array(z.string()) })),
			unreachable: z.array(z.string()),
			waiting: z
				.array(z.object({ name: z.string(), untilAt: instantOut }))
				.openapi({ description: "Who is paged when their quiet hours are over, and not before" }),
		}),
	),
	admins: z
		.array(z.string())
		.openapi({ description: "Who is called because no level reaches anyone; otherwise empty" }),
};

export function escalationWire({ firstPageAt, pagedAgainAt, levels, ...rest }: IfItFails) {
	return {
		...rest,
		firstPageAt: toWireOrNull(firstPageAt),
		pagedAgainAt: toWireOrNull(pagedAgainAt),
		levels: levels.map(({ waiting, ...level }) => ({
			...level,
			waiting: waiting.map(({ name, untilAt }) => ({ name, untilAt: toWire(untilAt) })),
		})),
	};
}

export const escalationOut = z
	.object({ policy: z.object({ id: z.string(), name: z.string() }), ...escalationFields })
	.openapi("Escalation");

export const escalationCalls = {
	read: endpoint("get /api/v1/services/{id}/escalation", {
		tag: "services",
		summary: "Who would be paged when, if it failed now and no one acknowledged",
		ids: { id: "service" },
		query: z.strictObject({ severity: z.enum(SEVERITIES).optional() }),
		answer: escalationOut,
	}),
};

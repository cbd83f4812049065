/** Whom an incident of a service would page: nothing is sent. */
import { z } from "@hono/zod-openapi";
import { TARGET_KINDS } from "../../paging/rules/paging-plan.ts";
import { SEVERITIES } from "../../paging/rules/severity.ts";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { instantOut } from "../../platform/contract/fields.ts";

/** What an escalation comes to, whatever policy it is by. */
export const escalationFields = {
	severity: z.enum(SEVERITIES),
	firstPageAt: instantOut.nullable().openapi({ description: "Null: this severity pages no one" }),
	rounds: z.int(),
	levels: z.array(
		z.object({
			level: z.int(),
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

import { z } from "@hono/zod-openapi";
import { endpoint, listOf, listQuery } from "../../platform/contract/endpoint.ts";
import { id, instantOut } from "../../platform/contract/fields.ts";

const KEY_STATES = ["firing", "held", "resolved"] as const;

export const alertKeyOut = z
	.object({
		integrationId: id("integration").nullable().openapi({ description: "Null for a monitor" }),
		dedupKey: z.string().openapi({ description: "A monitor's key is its identifier" }),
		incidentId: id("incident")
			.nullable()
			.openapi({ description: "Null for what came and ended in a maintenance window, or is still held" }),
		state: z.enum(KEY_STATES).openapi({
			description: "`held`: it fires in a maintenance window, and pages when that ends, if it still does",
		}),
		heldUntil: instantOut.nullable().openapi({
			description: "When the maintenance window of one that is `held` ends; null for all others",
		}),
		received: z.int().openapi({ description: "How often it was triggered" }),
		suppressed: z.int().openapi({ description: "How many were counted but left off the timeline" }),
	})
	.openapi("AlertKey");

export const alertKeyCalls = {
	list: endpoint("get /api/v1/services/{serviceId}/alert-keys", {
		tag: "alert keys",
		summary: "List deduplication keys and their incidents",
		ids: { serviceId: "service" },
		query: listQuery({
			integrationId: id("integration").optional(),
			incidentId: id("incident").optional(),
			dedupKey: z.string().max(255).optional(),
			state: z.enum(KEY_STATES).optional(),
		}),
		answer: listOf(alertKeyOut),
	}),
};

/** How services are, and who would be paged for them first: one answer for a list of all of them. */
import { z } from "@hono/zod-openapi";
import { historyOut } from "../../monitoring/history/contract.ts";
import { MONITOR_STATES } from "../../monitoring/rules/monitor.ts";
import { TARGET_KINDS } from "../../paging/rules/paging-plan.ts";
import { cursor, endpoint, limit, listOf } from "../../platform/contract/endpoint.ts";
import { id, instantOut } from "../../platform/contract/fields.ts";

export const serviceHealthOut = z
	.object({
		serviceId: z.string(),
		history: historyOut.nullable().openapi({
			description:
				"The worst of its monitors at every instant. Null where a part of them did not answer; without monitors, 90 days of `-`",
		}),
		monitors: z
			.partialRecord(z.enum(MONITOR_STATES), z.int())
			.openapi({ description: "How many are in which state; those that did not answer are left out" }),
		onCall: z
			.array(
				z.object({
					kind: z.enum(TARGET_KINDS),
					id: z.string(),
					name: z.string(),
					userId: z.string().nullable(),
					until: instantOut.nullable(),
				}),
			)
			.openapi({
				description:
					"The first level of its policy that applies now at its default severity; of a schedule who is on call, with a gap as `userId: null`",
			}),
	})
	.openapi("ServiceHealth");

export const serviceHealthCalls = {
	list: endpoint("get /api/v1/service-health", {
		tag: "services",
		summary: "How every service is, how it was in 90 days, and who is on call for it",
		ids: {},
		query: z.strictObject({
			serviceId: id("service").optional(),
			limit: limit.unwrap().optional(),
			cursor,
		}),
		answer: listOf(serviceHealthOut),
	}),
};

import { z } from "@hono/zod-openapi";
import { endpoint } from "../platform/contract/endpoint.ts";

export const reportIn = z
	.strictObject({
		componentId: z.string().max(100).nullable().default(null).openapi({
			description: "The component of the status page that does not work. Null: none of them, or not known",
		}),
		message: z.string().max(2_000).nullable().default(null).openapi({
			description: "For the team alone. What is longer than 500 characters is cut",
		}),
	})
	.openapi("NewReport");

export const reportCalls = {
	report: endpoint("post /api/public/reports", {
		tag: "reports",
		summary: "“I am affected”: counted once for each network and component in 15 minutes",
		ids: {},
		role: "anyone",
		body: reportIn,
		answer: z.object({
			result: z.literal("accepted"),
			known: z
				.array(z.object({ id: z.string(), name: z.string(), status: z.string(), url: z.string() }))
				.openapi({ description: "Open incidents of this component, as the status page tells them" }),
		}),
		status: 202,
	}),
};

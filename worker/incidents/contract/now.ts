/** What the first screen asks, in one answer. */
import { z } from "@hono/zod-openapi";
import { METHOD_STATES } from "../../paging/rules/paging-plan.ts";
import { METHOD_KINDS } from "../../people/rules/person.ts";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { instantOut } from "../../platform/contract/fields.ts";
import { incidentOut } from "./incidents.ts";

const duty = z.object({
	scheduleId: z.string(),
	scheduleName: z.string(),
	startsAt: instantOut,
	endsAt: instantOut,
});

export const nowOut = z
	.object({
		at: instantOut,
		me: z.object({ onCall: z.array(duty), next: z.array(duty) }),
		onCall: z.array(duty.extend({ userId: z.string().nullable(), userName: z.string().nullable() })),
		firing: z.array(incidentOut),
		hasMoreFiring: z.boolean(),
		devices: z.array(
			z.object({
				id: z.string(),
				name: z.string(),
				kind: z.enum(METHOD_KINDS),
				state: z.enum(METHOD_STATES),
				lastReceiptAt: instantOut.nullable(),
				lastReceiptMs: z.int().nullable(),
			}),
		),
		lastIncidentAt: instantOut.nullable(),
	})
	.openapi("Now");

export const nowCalls = {
	read: endpoint("get /api/v1/now", {
		tag: "now",
		role: "observer",
		person: true,
		ids: {},
		summary: "Get on-call status, active incidents, and device health",
		answer: nowOut,
	}),
	live: endpoint("get /api/v1/live", {
		tag: "now",
		role: "observer",
		ids: {},
		query: z.strictObject({
			after: z
				.string()
				.regex(/^\d{1,12}$/)
				.optional(),
			within: z
				.string()
				.regex(/^\d{1,2}$/)
				.optional(),
		}),
		summary: "Stream live updates over WebSocket",
		answer: z.object({}),
	}),
};

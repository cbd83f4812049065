import { z } from "@hono/zod-openapi";
import { HEARD } from "../../paging/rules/paging-plan.ts";
import { STALE_AFTER_DAYS } from "../../paging/rules/stale-receipt.ts";
import { endpoint, listOf } from "../../platform/contract/endpoint.ts";
import { instantOut } from "../../platform/contract/fields.ts";
import { lastCheckInOut } from "../check-ins/contract.ts";
import { METHOD_STANDINGS, STANDINGS } from "../rules/readiness.ts";

const turn = z.object({
	scheduleId: z.string(),
	scheduleName: z.string(),
	startsAt: instantOut,
	endsAt: instantOut,
});

const method = z.object({
	id: z.string(),
	name: z.string(),
	kind: z.string(),
	standing: z.enum(METHOD_STANDINGS).openapi({
		description: `\`proven\`: it said within ${STALE_AFTER_DAYS} days that a page arrived. \`stale\`: it did, longer ago. \`verified\`: its address is confirmed, and nothing tells whether pages arrive. \`silent\`: pages arrive, and its owner says that they make no sound. \`off\`: its permission is gone, or it was turned off`,
	}),
	lastReceiptAt: instantOut.nullable(),
	lastReceiptMs: z.int().nullable(),
	lastTestAt: instantOut.nullable(),
	heard: z.enum(HEARD).nullable().openapi({ description: "How a page sounded there, by its owner's word" }),
	heardAt: instantOut.nullable(),
	receiptHours: z
		.array(z.int())
		.openapi({ description: "The hours of the day, in UTC, in which something ever arrived there" }),
});

export const readyPersonOut = z
	.object({
		userId: z.string(),
		name: z.string(),
		standing: z.enum(STANDINGS).openapi({
			description: "What the best of the person's methods shows; `not_checked_in`: no answer for 24 hours",
		}),
		onCall: z.array(turn),
		next: turn.nullable().openapi({ description: "Within eight weeks" }),
		checkIn: lastCheckInOut.nullable(),
		methods: z
			.array(method)
			.nullable()
			.openapi({ description: "Null: only an admin and the person themself see them" }),
	})
	.openapi("ReadyPerson");

export const readinessCalls = {
	list: endpoint("get /api/v1/readiness", {
		tag: "schedules",
		summary:
			"Whether a page would reach each person who takes turns or is named by an escalation policy, worst first",
		ids: {},
		answer: listOf(readyPersonOut),
	}),
};

import { z } from "@hono/zod-openapi";
import { crud } from "../../platform/contract/endpoint.ts";
import { id, instant, instantOut, line, unique } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { ACTION_ITEM_STATES, ACTION_ITEM_TYPES } from "../rules/action-item.ts";

const TEXT_LENGTH = 500;

const fields = {
	text: line(TEXT_LENGTH),
	ownerId: id("user"),
	dueAt: instant,
	state: z.enum(ACTION_ITEM_STATES),
	type: z.enum(ACTION_ITEM_TYPES).nullable(),
	incidentId: id("incident").nullable(),
	wouldHavePreventedIncidentIds: unique(id("incident"), 100),
	link: z
		.url({ protocol: /^https?$/ })
		.max(2_000)
		.nullable(),
};

export const actionItemIn = z
	.strictObject({
		...fields,
		state: fields.state.default("open"),
		type: fields.type.default(null),
		incidentId: fields.incidentId.default(null),
		wouldHavePreventedIncidentIds: fields.wouldHavePreventedIncidentIds.default([]),
		link: fields.link.default(null),
	})
	.openapi("NewActionItem");

export const actionItemPatch = z.strictObject(fields).partial().openapi("ActionItemPatch");

export const actionItemOut = z
	.object({
		...storedOut("actionItem"),
		...fields,
		ownerId: z.string(),
		dueAt: instantOut,
		incidentId: z.string().nullable(),
		serviceId: z.string().nullable().openapi({ description: "The service of the incident" }),
		wouldHavePreventedIncidentIds: z.array(z.string()),
		link: z.string().nullable(),
		closedAt: instantOut.nullable().openapi({ description: "When it was done or dropped" }),
		overdue: z.boolean(),
	})
	.openapi("ActionItem");

/** `?overdue=true`: either word, and nothing else. */
export const yesOrNo = z
	.enum(["true", "false"])
	.transform((word) => word === "true")
	.optional()
	.openapi({ type: "boolean" });

export const actionItemCalls = crud({
	path: "/api/v1/action-items",
	one: "action item",
	many: "action items",
	kind: "actionItem",
	parents: {},
	filters: {
		state: z.enum(ACTION_ITEM_STATES).optional(),
		/** Done or dropped; `false` with a service: what of its earlier incidents is still to do. */
		closed: yesOrNo,
		ownerId: id("user").optional(),
		incidentId: id("incident").optional(),
		serviceId: id("service").optional(),
		wouldHavePreventedIncidentId: id("incident").optional(),
		overdue: yesOrNo,
	},
	writeRole: "responder",
	create: actionItemIn,
	patch: actionItemPatch,
	out: actionItemOut,
});

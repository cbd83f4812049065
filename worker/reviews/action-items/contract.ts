import { z } from "@hono/zod-openapi";
import { crud, endpoint } from "../../platform/contract/endpoint.ts";
import { id, instant, instantOut, line, unique } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { ACTION_ITEM_STATES, ACTION_ITEM_TYPES } from "../rules/action-item.ts";
import { ISSUE_STATES } from "../rules/issue.ts";

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
	proposal: line(TEXT_LENGTH)
		.nullable()
		.openapi({ description: "The text of the review's proposal that this takes over" }),
};

export const actionItemIn = z
	.strictObject({
		...fields,
		state: fields.state.default("open"),
		type: fields.type.default(null),
		incidentId: fields.incidentId.default(null),
		wouldHavePreventedIncidentIds: fields.wouldHavePreventedIncidentIds.default([]),
		link: fields.link.default(null),
		proposal: fields.proposal.default(null),
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
		proposal: z.string().nullable(),
		closedAt: instantOut.nullable().openapi({ description: "When it was done or dropped" }),
		overdue: z.boolean(),
		incident: z
			.object({ id: z.string(), number: z.int(), title: z.string() })
			.nullable()
			.openapi({ description: "The incident that it comes from" }),
		issue: z
			.object({
				trackerId: z.string(),
				state: z.enum(ISSUE_STATES),
				key: z.string().nullable().openapi({ description: "What the tracker calls it" }),
				detail: z.string().nullable().openapi({ description: "Why it is not there yet, in words" }),
				requestedAt: instantOut,
			})
			.nullable()
			.openapi({ description: "The issue that was asked for; its address is `link`" }),
	})
	.openapi("ActionItem");

/** What the audit log keeps: nothing that must be asked elsewhere. */
export const actionItemPlain = actionItemOut.omit({ incident: true, issue: true });

/** `?overdue=true`: either word, and nothing else. */
export const yesOrNo = z
	.enum(["true", "false"])
	.transform((word) => word === "true")
	.optional()
	.openapi({ type: "boolean" });

const tag = "action items";
const ids = { id: "actionItem" } as const;
const prevented = {
	tag,
	role: "responder",
	ids: { ...ids, incidentId: "incident" },
	answer: actionItemOut,
} as const;

const stored = crud({
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
		/** Of earlier incidents of this incident's service: what might have prevented it. */
		beforeIncidentId: id("incident").optional(),
		overdue: yesOrNo,
	},
	writeRole: "responder",
	create: actionItemIn,
	patch: actionItemPatch,
	out: actionItemOut,
});

export const actionItemCalls = {
	...stored,
	createIssue: endpoint("post /api/v1/action-items/{id}/issue", {
		tag,
		summary: "Create an issue in a tracker, once however often it is asked for; `issue` says how far that is",
		role: "responder",
		ids,
		body: z.strictObject({
			trackerId: id("tracker")
				.optional()
				.openapi({ description: "May be left out where there is one tracker" }),
		}),
		answer: actionItemOut,
	}),
	markPrevented: endpoint("put /api/v1/action-items/{id}/prevented-incidents/{incidentId}", {
		...prevented,
		summary: "Say that it would have prevented this incident",
	}),
	unmarkPrevented: endpoint("delete /api/v1/action-items/{id}/prevented-incidents/{incidentId}", {
		...prevented,
		summary: "Take that back",
	}),
};

import { z } from "@hono/zod-openapi";
import { SEVERITIES } from "../../paging/rules/severity.ts";
import { actorOut } from "../../platform/contract/actor.ts";
import { endpoint, listOf, listQuery } from "../../platform/contract/endpoint.ts";
import { instantOut, seconds } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { AUDIENCES, INCIDENT_STATES, INCIDENT_STATUSES } from "../rules/incident-types.ts";

const HOUR_SECONDS = 3_600;
const MOST_SECONDS = 30 * 24 * HOUR_SECONDS;

const tag = "incidents";

export const stakeholderLinkOut = z
	.object({
		...storedOut("stakeholderLink"),
		incidentId: z.string(),
		createdBy: actorOut,
		expiresAt: instantOut,
	})
	.openapi("StakeholderLink");

export const stakeholderViewOut = z
	.object({
		expiresAt: instantOut,
		/** It may have changed since. */
		readAt: instantOut,
		number: z.int(),
		title: z.string(),
		severity: z.enum(SEVERITIES),
		serviceName: z.string(),
		state: z.enum(INCIDENT_STATES),
		status: z.enum(INCIDENT_STATUSES),
		leadName: z.string().nullable(),
		triggeredAt: instantOut,
		resolvedAt: instantOut.nullable(),
		nextUpdateDueAt: instantOut.nullable(),
		estimatedResolutionAt: instantOut.nullable(),
		updates: z
			.array(
				z.object({
					at: instantOut,
					audience: z.enum(AUDIENCES),
					status: z.enum(INCIDENT_STATUSES),
					message: z.string(),
				}),
			)
			.openapi({ description: "Newest first: to stakeholders and to the public" }),
	})
	.openapi("StakeholderView", {
		description:
			"How an incident stands, without notes, descriptions, evidence, pages, people but the lead, and what looks like a secret in texts",
	});

export const stakeholderLinkCalls = {
	list: endpoint("get /api/v1/incidents/{incidentId}/stakeholder-links", {
		tag,
		summary: "Links to this incident's stakeholder view that still open",
		role: "responder",
		ids: { incidentId: "incident" },
		query: listQuery({}),
		answer: listOf(stakeholderLinkOut),
	}),
	create: endpoint("post /api/v1/incidents/{incidentId}/stakeholder-links", {
		tag,
		summary: "A link that shows how this incident stands to whoever has it, read only, until it expires",
		role: "responder",
		ids: { incidentId: "incident" },
		body: z
			.strictObject({
				expiresInSeconds: seconds(HOUR_SECONDS, MOST_SECONDS).openapi({ description: "An hour to 30 days" }),
			})
			.openapi("NewStakeholderLink"),
		secrets: ["url"],
		answer: stakeholderLinkOut.extend({ url: z.string().nullable().openapi({ description: "Shown once" }) }),
		status: 201,
	}),
	remove: endpoint("delete /api/v1/incidents/{incidentId}/stakeholder-links/{id}", {
		tag,
		summary: "Revoke a link: it no longer opens",
		role: "responder",
		ids: { incidentId: "incident", id: "stakeholderLink" },
		answer: null,
	}),
	read: endpoint("get /api/v1/stakeholder-view", {
		tag,
		summary: "How the incident of a link stands, for its token only",
		role: "stakeholder",
		ids: {},
		answer: stakeholderViewOut,
	}),
};

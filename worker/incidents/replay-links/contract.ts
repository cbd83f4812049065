import { z } from "@hono/zod-openapi";
import { actorOut } from "../../platform/contract/actor.ts";
import { endpoint, listOf, listQuery } from "../../platform/contract/endpoint.ts";
import { instantOut, seconds } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { nextPageOut, timelineEventOut } from "../contract/incidents.ts";

const HOUR_SECONDS = 3_600;
const MOST_SECONDS = 30 * 24 * HOUR_SECONDS;

const tag = "incidents";

export const replayLinkOut = z
	.object({
		...storedOut("replayLink"),
		incidentId: z.string(),
		createdBy: actorOut,
		expiresAt: instantOut,
	})
	.openapi("ReplayLink");

export const sharedReplayOut = z
	.object({
		expiresAt: instantOut,
		/** What happened later is not in it. */
		recordedAt: instantOut,
		events: z.array(timelineEventOut),
		nextPages: z.array(nextPageOut),
	})
	.openapi("SharedReplay", {
		description:
			"A timeline to replay, without addresses, identifiers, device names, alert details and what looks like a secret in texts",
	});

export const replayLinkCalls = {
	list: endpoint("get /api/v1/incidents/{incidentId}/replay-links", {
		tag,
		summary: "Links to this incident's replay that still open",
		role: "responder",
		ids: { incidentId: "incident" },
		query: listQuery({}),
		answer: listOf(replayLinkOut),
	}),
	create: endpoint("post /api/v1/incidents/{incidentId}/replay-links", {
		tag,
		summary: "A link that shows this incident's replay to whoever has it, read only, until it expires",
		role: "responder",
		ids: { incidentId: "incident" },
		body: z
			.strictObject({
				expiresInSeconds: seconds(HOUR_SECONDS, MOST_SECONDS).openapi({ description: "An hour to 30 days" }),
			})
			.openapi("NewReplayLink"),
		secrets: ["url"],
		answer: replayLinkOut.extend({ url: z.string().nullable().openapi({ description: "Shown once" }) }),
		status: 201,
	}),
	remove: endpoint("delete /api/v1/incidents/{incidentId}/replay-links/{id}", {
		tag,
		summary: "Revoke a link: it no longer opens",
		role: "responder",
		ids: { incidentId: "incident", id: "replayLink" },
		answer: null,
	}),
	read: endpoint("get /api/v1/shared-replay", {
		tag,
		summary: "The replay that a link shows, for its token only",
		role: "replay",
		ids: {},
		answer: sharedReplayOut,
	}),
};

import type { z } from "@hono/zod-openapi";
import { type Endpoint, endpoint, listOf, listQuery, type Method } from "../../platform/contract/endpoint.ts";
import {
	declareIn,
	emptyIn,
	incidentFilter,
	incidentOut,
	noteIn,
	reopenIn,
	resolveIn,
	respondersIn,
	roleIn,
	roleName,
	severityIn,
	snoozeIn,
	statusIn,
	timelineEventOut,
	timelineQuery,
	updateIn,
} from "./incidents.ts";

const tag = "incidents";
const ids = { id: "incident" } as const;

/** A command on one incident: a responder's, answered with the incident. */
function command<Body extends z.ZodType>(
	method: Method,
	path: string,
	summary: string,
	body: Body,
): Endpoint<"id", z.ZodType, Body> {
	return endpoint(`${method} /api/v1/incidents/{id}/${path}`, {
		tag,
		summary,
		role: "responder",
		ids,
		body,
		answer: incidentOut,
	});
}

export const incidentCalls = {
	list: endpoint("get /api/v1/incidents", {
		tag,
		summary: "List incidents, newest first",
		ids: {},
		query: listQuery(incidentFilter),
		answer: listOf(incidentOut),
	}),
	declare: endpoint("post /api/v1/incidents", {
		tag,
		summary: "Declare an incident",
		role: "responder",
		ids: {},
		body: declareIn,
		answer: incidentOut,
		status: 201,
	}),
	read: endpoint("get /api/v1/incidents/{id}", {
		tag,
		summary: "Read an incident",
		ids,
		answer: incidentOut,
	}),
	timeline: endpoint("get /api/v1/incidents/{id}/timeline", {
		tag,
		summary: "What happened, from seq 1 without a hole",
		ids,
		query: timelineQuery,
		answer: listOf(timelineEventOut),
	}),
	acknowledge: command("put", "acknowledgement", "Acknowledge: nobody else is paged", emptyIn),
	unacknowledge: command("delete", "acknowledgement", "Give it back: a new run from level 1", emptyIn),
	resolve: command("put", "resolution", "Resolve", resolveIn),
	reopen: command("post", "reopening", "Reopen: a new epoch from level 1", reopenIn),
	severity: command("put", "severity", "Change the severity", severityIn),
	status: command("put", "status", "Change what people and the public see", statusIn),
	escalate: command("post", "escalations", "Page the next level now", emptyIn),
	snooze: command("put", "snooze", "Sleep, then page again", snoozeIn),
	responders: command("post", "responders", "Page more people in", respondersIn),
	role: endpoint("put /api/v1/incidents/{id}/roles/{role}", {
		tag,
		summary: "Assign lead, communications or scribe",
		role: "responder",
		ids,
		words: { role: roleName.options },
		body: roleIn,
		answer: incidentOut,
	}),
	note: command("post", "notes", "Add an internal note", noteIn),
	update: command("post", "updates", "Tell the public or the stakeholders", updateIn),
};

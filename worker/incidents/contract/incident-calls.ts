import { endpoint, listOf, listQuery } from "../../platform/contract/endpoint.ts";
import { commandCalls } from "../commands/calls.ts";
import { incidentRunbookOut } from "./incident-runbook.ts";
import {
	declareIn,
	incidentFilter,
	incidentOut,
	nextPageOut,
	replayQuery,
	timelineEventOut,
	timelineQuery,
} from "./incidents.ts";

const tag = "incidents";
const ids = { id: "incident" } as const;

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
	readRunbook: endpoint("get /api/v1/incidents/{id}/runbook", {
		tag,
		summary: "The runbook of an incident, as it was when it was attached, with what became of its steps",
		ids,
		answer: incidentRunbookOut,
	}),
	replay: endpoint("get /api/v1/incidents/{id}/replay", {
		tag,
		summary: "An incident as it stood at an instant",
		ids,
		query: replayQuery,
		answer: incidentOut,
	}),
	nextPages: endpoint("get /api/v1/incidents/{id}/replay/next-pages", {
		tag,
		summary:
			"Who was to be paged next, each time that this changed: the last one that had come is the one that stood",
		ids,
		answer: listOf(nextPageOut),
	}),
	...commandCalls,
};

/** What outgoing webhooks are told of an incident. Fields are copied one by one: nothing else leaves. */
import type { Severity } from "../../paging/rules/severity.ts";
import type { WebhookNews } from "../../paging/rules/webhook-events.ts";
import { toWire } from "../../platform/rules/time.ts";
import type { EventData, EventType, IncidentEvent, StoredEvent } from "./events.ts";
import type { Incident } from "./incident.ts";

/** Without the identifier that is made by chance. */
export type IncidentNews = Omit<WebhookNews, "id">;

type Told = {
	[T in EventType]?: { type: WebhookNews["type"]; facts(data: EventData[T]): Record<string, unknown> };
};

/** Never in it: descriptions, notes, evidence, what alerts carried, pages and the ways to reach people. */
const TOLD: Told = {
	triggered: {
		type: "incident.triggered",
		facts: ({ severity, urgency, source, detectedAt }) => ({
			...{ severity, urgency, detectedAt },
			source: { kind: source.kind, name: source.name },
		}),
	},
	acknowledged: { type: "incident.acknowledged", facts: ({ occurredAt }) => ({ occurredAt }) },
	escalated: {
		type: "incident.escalated",
		facts: ({ run, round, level, reason }) => ({ run, round, level, reason }),
	},
	severity_changed: {
		type: "incident.severity_changed",
		facts: ({ from, to, urgency, reason }) => ({ from, to, urgency, reason }),
	},
	update_published: {
		type: "incident.update_published",
		facts: ({ updateId, audience, status, message, nextUpdateDueAt, estimatedResolutionAt }) => ({
			...{ updateId, audience, status, message, nextUpdateDueAt, estimatedResolutionAt },
		}),
	},
	resolved: { type: "incident.resolved", facts: ({ disposition }) => ({ disposition: disposition ?? null }) },
	reopened: {
		type: "incident.reopened",
		facts: ({ reason, undone }) => ({ reason, undone: undone ?? false }),
	},
	merged: { type: "incident.merged", facts: ({ intoIncidentId }) => ({ intoIncidentId }) },
};

/** What these events, the last of the incident's, are told as; in their order, nothing for most. */
export function newsOf(incident: Incident, events: readonly StoredEvent[]): IncidentNews[] {
	return events.flatMap((event) => {
		if (event.type === "unknown") return [];
		const told = incidentNews(incident, event, severityThen(incident, events, event.seq));
		return [...(told ? [told] : []), ...flappingNews(incident, event)];
	});
}

function incidentNews(incident: Incident, event: IncidentEvent, severity: Severity): IncidentNews | null {
	// The entry of a type takes the data of that type.
	const entry = TOLD[event.type] as
		| { type: WebhookNews["type"]; facts(data: IncidentEvent["data"]): Record<string, unknown> }
		| undefined;
	if (!entry) return null;
	const { id, number, title, service, drill } = incident;
	const { seq, at, actor, data } = event;
	return {
		type: entry.type,
		subjectId: id,
		seq,
		at,
		data: {
			incident: { id, number, title, severity, service, drill },
			event: { seq, at: toWire(at), actor, ...entry.facts(data) },
		},
		link: `/app/incidents/${id}`,
	};
}

/** The severity when that happened: what later events changed is taken back. */
export function severityThen(incident: Incident, events: readonly StoredEvent[], seq: number): Severity {
	const next = events.find((event) => event.type === "severity_changed" && event.seq > seq);
	return next?.type === "severity_changed" ? next.data.from : incident.severity;
}

/** That a monitor begins and ends to fail again and again is known at its incident alone. */
function flappingNews({ id, source }: Incident, event: IncidentEvent): IncidentNews[] {
	if (event.type !== "flapping_started" || source.kind !== "monitor" || source.id === null) return [];
	const monitor = { id: source.id, name: source.name };
	const { at } = event;
	const { starts, withinSeconds } = event.data;
	return [
		{
			type: "monitor.flapping",
			subjectId: source.id,
			seq: at,
			at,
			data: { monitor, incidentId: id, starts, withinSeconds },
			link: `/app/monitors/${source.id}`,
		},
	];
}

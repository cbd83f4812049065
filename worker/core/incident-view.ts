import { nextEscalation } from "./escalation.ts";
import type { Incident } from "./incident.ts";
import type { IncidentView } from "./incident-types.ts";
import type { PublicIncident, PublicUpdate } from "./public-view.ts";
import type { PagingPlan } from "./roster.ts";
import type { Severity } from "./severity.ts";

/** The incident as people who may see it are shown it. */
export function viewOf(incident: Incident, paging: PagingPlan): IncidentView {
	return {
		id: incident.id,
		number: incident.number,
		title: incident.title,
		severity: incident.severity,
		urgency: incident.urgency,
		state: incident.state,
		status: incident.status,
		epoch: incident.epoch,
		service: incident.service,
		lead: incident.roles.lead ?? null,
		acknowledgedBy: incident.acknowledgedBy,
		detectedAt: incident.detectedAt,
		triggeredAt: incident.triggeredAt,
		acknowledgedAt: incident.acknowledgedAt,
		resolvedAt: incident.resolvedAt,
		nextEscalation: nextEscalation(incident, paging),
		nextUpdateDueAt: incident.published ? incident.nextUpdateDueAt : null,
		source: incident.source,
		drill: incident.drill,
		version: incident.seq,
	};
}

const SAYS: Record<Severity, string> = {
	P1: "is down",
	P2: "is partly down",
	P3: "is degraded",
	P4: "has a minor problem",
};

/**
 * What the public may know, made from nothing but the public fields: never the title, the description, notes,
 * targets, people or evidence. Null when the service has no component, and for drills: the public never hears of them.
 */
export function publicViewOf(incident: Incident): PublicIncident | null {
	const { component } = incident;
	if (component === null || incident.drill) return null;
	const name = incident.publicTitle ?? `${component.name} ${SAYS[incident.severity]}`;
	return {
		incidentId: incident.id,
		seq: incident.seq,
		published: incident.published,
		severity: incident.severity,
		componentId: component.id,
		componentName: component.name,
		name,
		status: incident.status === "triage" ? "investigating" : incident.status,
		startedAt: incident.startedAt,
		monitoringAt: incident.monitoringAt,
		resolvedAt: incident.resolvedAt,
		updates: withOpeningAndEnd(incident, component.name),
		nextUpdateDueAt: incident.nextUpdateDueAt,
		estimatedResolutionAt: incident.estimatedResolutionAt,
		earlier: incident.earlier,
	};
}

/** The first and the last word are Tocsin's own where nobody wrote one, so that a thread is never without them. */
function withOpeningAndEnd(incident: Incident, componentName: string): PublicUpdate[] {
	const opening: PublicUpdate = {
		id: `${incident.id}-opened`,
		at: incident.triggeredAt,
		status: "investigating",
		message: `We are looking into a problem with ${componentName}.`,
	};
	const updates = [opening, ...incident.updates];
	const { resolvedAt } = incident;
	if (resolvedAt === null || updates.some((u) => u.status === "resolved" && u.at >= resolvedAt))
		return updates;
	const end: PublicUpdate = {
		id: `${incident.id}-resolved-${incident.epoch}`,
		at: resolvedAt,
		status: "resolved",
		message: `The problem with ${componentName} is resolved.`,
	};
	return [...updates, end].sort((a, b) => a.at - b.at);
}

import type { PublicIncident } from "../../incidents/rules/public-view.ts";
import type { PublicComponent } from "../../services/rules/component.ts";

/**
 * The public's copy of an incident, word by word: a field that the public type does not name stays behind, whatever
 * was handed over. Of one that is not published only its place in the order is kept, and which component it concerns
 * from when to when: while it is open, that component is not called operational. And where the public reads on, if it
 * did read of it.
 */
export function publicCopy(incident: PublicIncident): PublicIncident {
	const { incidentId, seq, severity, startedAt, componentId, resolvedAt } = incident;
	const { goesOnIn } = incident;
	if (!incident.published)
		return {
			...{ ...NOT_PUBLIC, incidentId, seq, startedAt, componentId, resolvedAt },
			...(goesOnIn && { goesOnIn }),
		};
	return {
		incidentId,
		seq,
		published: true,
		severity,
		componentId,
		componentName: incident.componentName,
		name: incident.name,
		status: incident.status,
		startedAt,
		monitoringAt: incident.monitoringAt,
		resolvedAt,
		updates: incident.updates.map(({ id, at, status, message }) => ({ id, at, status, message })),
		nextUpdateDueAt: incident.nextUpdateDueAt,
		estimatedResolutionAt: incident.estimatedResolutionAt,
		earlier: incident.earlier.map((e) => ({ startedAt: e.startedAt, resolvedAt: e.resolvedAt })),
	};
}

/** The public's copy of a component, by the same rule. */
export function componentCopy(component: PublicComponent): PublicComponent {
	const { id, name, group, position, status, createdAt } = component;
	const { description = null, statusUntil = null } = component;
	return { id, name, group, position, status, createdAt, description, statusUntil };
}

/** One per incident, the greatest `seq` of each, published ones only; the order of `incidents` changes nothing. */
export function openPublished(incidents: PublicIncident[]): {
	open: PublicIncident[];
	past: PublicIncident[];
} {
	const newest = new Map<string, PublicIncident>();
	for (const incident of incidents) {
		const known = newest.get(incident.incidentId);
		if (!known || incident.seq > known.seq) newest.set(incident.incidentId, incident);
	}
	const published = [...newest.values()].filter((i) => i.published).map(publicCopy);
	return {
		open: published.filter((i) => i.resolvedAt === null),
		past: published.filter((i) => i.resolvedAt !== null),
	};
}

const NOT_PUBLIC: Omit<PublicIncident, "incidentId" | "seq" | "startedAt" | "componentId" | "resolvedAt"> = {
	published: false,
	severity: "P4",
	componentName: "",
	name: "",
	status: "investigating",
	monitoringAt: null,
	updates: [],
	nextUpdateDueAt: null,
	estimatedResolutionAt: null,
	earlier: [],
};

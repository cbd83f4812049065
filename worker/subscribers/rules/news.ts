import type { PublicIncident, PublicUpdate } from "../../incidents/rules/public-view.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { days, type Instant } from "../../platform/rules/time.ts";

/** What is older is told by the page alone: nobody is called to a fire of yesterday. */
export const NEWS_MS = days(1);

/** What subscribers are told at once: one message each, with the incident as it stood when it was heard of. */
export interface News {
	/** Of its newest update. */
	id: string;
	incident: Pick<
		PublicIncident,
		| "incidentId"
		| "name"
		| "severity"
		| "componentId"
		| "componentName"
		| "startedAt"
		| "resolvedAt"
		| "nextUpdateDueAt"
	>;
	/** Oldest first, at least one. */
	updates: PublicUpdate[];
	/** Whoever confirmed later is not told of it. */
	at: Instant;
}

/** As the queue keeps it. */
export const NEWS = storedShape<News>(asItIs);

/**
 * What of an incident is still to be told, given the updates that were heard of before. Null: nothing. What came at
 * once is one message. An incident that is not public is no news.
 */
export function newsOf(incident: PublicIncident, heard: ReadonlySet<string>, now: Instant): News | null {
	if (!incident.published) return null;
	const isNews = ({ id, at }: PublicUpdate) => !heard.has(id) && at > now - NEWS_MS;
	const updates = incident.updates.filter(isNews).map(({ id, at, status, message }) => ({
		...{ id, at, status, message },
	}));
	const last = updates.at(-1);
	if (!last) return null;
	const { incidentId, name, severity, componentId, componentName, startedAt, resolvedAt, nextUpdateDueAt } =
		incident;
	return {
		id: last.id,
		incident: {
			...{ incidentId, name, severity, componentId, componentName, startedAt, resolvedAt, nextUpdateDueAt },
		},
		updates,
		at: last.at,
	};
}

export type NewsType = "incident.opened" | "incident.updated" | "incident.resolved";

/** What programs call it, by its newest update. */
export function newsType({ updates, incident }: News): NewsType {
	if (updates.at(-1)?.status === "resolved") return "incident.resolved";
	return updates.some(({ at }) => at <= incident.startedAt) ? "incident.opened" : "incident.updated";
}

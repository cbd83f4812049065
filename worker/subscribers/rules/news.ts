import type { PublicIncident, PublicUpdate } from "../../incidents/rules/public-view.ts";
import type { PublicMaintenance, PublicStep } from "../../maintenance/rules/public-maintenance.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { days, type Instant } from "../../platform/rules/time.ts";
import type { DigestFrequency, Frequency, Subscriber } from "./subscription.ts";

/** What is older is told by the page alone: nobody is called to a fire of yesterday. */
export const NEWS_MS = days(1);

/** What subscribers are told at once: one message each. */
export type News = Told | Digest;
export type Told = IncidentNews | MaintenanceNews;

interface AnyNews {
	/** The same for every telling of it. */
	id: string;
	/** Whoever confirmed later is not told of it. */
	at: Instant;
}

/** The incident as it stood when it was heard of. */
export interface IncidentNews extends AnyNews {
	kind: "incident";
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
}

export interface MaintenanceNews extends AnyNews {
	kind: "maintenance";
	step: PublicStep;
	maintenance: Pick<
		PublicMaintenance,
		"id" | "title" | "description" | "componentIds" | "startsAt" | "endsAt"
	>;
}

/** All that there was within a day or a week, for those who chose that. */
export interface Digest extends AnyNews {
	kind: "digest";
	frequency: DigestFrequency;
	/** In the order in which it became known. */
	items: Told[];
}

/** As the queue keeps it. Before there were maintenances and digests, all news was of incidents. */
export const NEWS = storedShape<News>(asItIs, (old) => ({ kind: "incident", ...old }));

/**
 * What of an incident is still to be told, given the updates that were heard of before. Null: nothing. What came at
 * once is one message. An incident that is not public is no news.
 */
export function newsOf(
	incident: PublicIncident,
	heard: ReadonlySet<string>,
	now: Instant,
): IncidentNews | null {
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
		kind: "incident",
		id: last.id,
		incident: {
			...{ incidentId, name, severity, componentId, componentName, startedAt, resolvedAt, nextUpdateDueAt },
		},
		updates,
		at: last.at,
	};
}

/** What the queue remembers as heard once this was told. */
export function heardBy(news: Told): string[] {
	return news.kind === "incident" ? news.updates.map(({ id }) => id) : [news.id];
}

/** What it is about: an incident or a maintenance. A digest is about many. */
export function subjectOf(news: News): string {
	switch (news.kind) {
		case "incident":
			return news.incident.incidentId;
		case "maintenance":
			return news.maintenance.id;
		case "digest":
			return news.frequency;
	}
}

/** Who is told. Those who follow one incident are told by its id, whatever its component. */
export interface Audience {
	frequency: Frequency;
	componentIds: string[];
	incidentId: string | null;
}

export function audienceOf(news: News): Audience {
	switch (news.kind) {
		case "incident": {
			const { componentId, incidentId } = news.incident;
			return { frequency: "each", componentIds: [componentId], incidentId };
		}
		case "maintenance":
			return { frequency: "each", componentIds: news.maintenance.componentIds, incidentId: null };
		case "digest":
			return { frequency: news.frequency, componentIds: news.items.flatMap(componentsOf), incidentId: null };
	}
}

const componentsOf = (news: Told): string[] => audienceOf(news).componentIds;

/** What of it this reader wants; null: nothing. Of a digest that is what concerns their components, and came after them. */
export function forReader(
	news: News,
	{ componentIds, confirmedAt }: Pick<Subscriber, "componentIds" | "confirmedAt">,
): News | null {
	if (news.kind !== "digest") return news;
	const isWanted = (one: Told) =>
		one.at >= (confirmedAt ?? 0) &&
		(componentIds === null || componentsOf(one).some((id) => componentIds.includes(id)));
	const items = news.items.filter(isWanted);
	return items.length > 0 ? { ...news, items } : null;
}

export type NewsType =
	| "incident.opened"
	| "incident.updated"
	| "incident.resolved"
	| "maintenance.scheduled"
	| "maintenance.started"
	| "maintenance.completed"
	| "maintenance.cancelled"
	| "digest";

const STEP_TYPES: Record<PublicStep, NewsType> = {
	scheduled: "maintenance.scheduled",
	in_progress: "maintenance.started",
	completed: "maintenance.completed",
	cancelled: "maintenance.cancelled",
};

/** What programs call it; of an incident by its newest update. */
export function newsType(news: News): NewsType {
	switch (news.kind) {
		case "incident": {
			const { updates, incident } = news;
			if (updates.at(-1)?.status === "resolved") return "incident.resolved";
			return updates.some(({ at }) => at <= incident.startedAt) ? "incident.opened" : "incident.updated";
		}
		case "maintenance":
			return STEP_TYPES[news.step];
		case "digest":
			return "digest";
	}
}

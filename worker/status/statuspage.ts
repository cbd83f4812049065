import type { PublicIncident, PublicUpdate } from "../incidents/rules/public-view.ts";
import { toWire, toWireOrNull } from "../platform/rules/time.ts";
import type { PlannedView } from "./rules/planned.ts";
import type { PostedReview, PostedReviews } from "./rules/public-review.ts";
import type { PublicView } from "./rules/status.ts";
import { impactOfSeverity, statusOfSeverity } from "./rules/status-rank.ts";
import { maintenanceOf } from "./statuspage-maintenances.ts";
import { componentOf, componentsOf, PAGE_ID, saidAt } from "./statuspage-parts.ts";

/** Statuspage keeps its lists at the fifty newest. */
const LISTED = 50;

export const DOCUMENTS = [
	"status",
	"summary",
	"components",
	"incidents",
	"incidents/unresolved",
	"scheduled-maintenances",
	"scheduled-maintenances/active",
	"scheduled-maintenances/upcoming",
] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

export interface Source {
	view: PublicView;
	reviews: PostedReviews;
	/** When what the page says was known to be so. */
	asOf: number;
	/** The origin in links. */
	origin: string;
	/** What the organization calls its page; null: Status. */
	pageName: string | null;
}

/**
 * A document of the Statuspage API, version 2, with the field names that its consumers read. It follows what was
 * published alone: programs act on it, and it has no word for doubt.
 */
export function statuspage(name: DocumentName, source: Source): Record<string, unknown> {
	const { view } = source;
	const page = pageOf(source);
	const { indicator, description } = view.verdict;
	const listed = (incidents: PublicIncident[]) =>
		incidents.slice(0, LISTED).map((i) => incidentOf(i, source));
	const { planned } = view;
	const maintenances = (those: PlannedView[]) =>
		those.slice(0, LISTED).map((one) => maintenanceOf(one, view, source.origin));
	switch (name) {
		case "status":
			return { page, status: { indicator, description } };
		case "summary":
			return {
				page,
				components: componentsOf(view),
				incidents: listed(view.open),
				scheduled_maintenances: maintenances([...planned.active, ...planned.upcoming]),
				status: { indicator, description },
			};
		case "components":
			return { page, components: componentsOf(view) };
		case "incidents":
			return {
				page,
				incidents: listed([...view.open, ...view.past].sort((a, b) => b.startedAt - a.startedAt)),
			};
		case "incidents/unresolved":
			return { page, incidents: listed(view.open) };
		case "scheduled-maintenances":
			return {
				page,
				scheduled_maintenances: maintenances(
					[...planned.active, ...planned.upcoming, ...planned.past].sort((a, b) => b.startsAt - a.startsAt),
				),
			};
		case "scheduled-maintenances/active":
			return { page, scheduled_maintenances: maintenances(planned.active) };
		case "scheduled-maintenances/upcoming":
			return { page, scheduled_maintenances: maintenances(planned.upcoming) };
	}
}

/** What is said when no snapshot can be had: neither well nor down, and no lists that would look complete. */
export function statuspageUnknown(origin: string, now: number): Record<string, unknown> {
	const page = { id: PAGE_ID, name: "Status", url: origin, time_zone: "Etc/UTC", updated_at: toWire(now) };
	return { page, status: { indicator: "minor", description: "Status Unavailable" } };
}

function pageOf({ asOf, origin, pageName }: Source) {
	return {
		id: PAGE_ID,
		name: pageName ?? "Status",
		url: origin,
		time_zone: "Etc/UTC",
		updated_at: toWire(asOf),
	};
}

function incidentOf(incident: PublicIncident, { view, origin, reviews }: Source) {
	const { incidentId, startedAt, updates } = incident;
	const review = reviews[incidentId] ?? null;
	const said = updates.map((update, index) => updateOf(incident, update, index));
	const component = view.groups.flatMap((g) => g.components).find((c) => c.id === incident.componentId);
	return {
		id: incidentId,
		name: incident.name,
		status: review && incident.resolvedAt !== null ? "postmortem" : incident.status,
		created_at: toWire(startedAt),
		updated_at: toWire(lastChange(incident, review)),
		monitoring_at: toWireOrNull(incident.monitoringAt),
		resolved_at: toWireOrNull(incident.resolvedAt),
		impact: impactOfSeverity(incident.severity),
		shortlink: `${origin}/incidents/${incidentId}`,
		started_at: toWire(startedAt),
		page_id: PAGE_ID,
		postmortem_body: review?.text ?? null,
		postmortem_body_last_updated_at: toWireOrNull(review?.at ?? null),
		postmortem_published_at: toWireOrNull(review?.at ?? null),
		incident_updates: [...said, ...(review ? [postmortemOf(incident, review)] : [])].reverse(),
		components: component ? [componentOf(component, view)] : [],
	};
}

function updateOf(incident: PublicIncident, update: PublicUpdate, index: number) {
	const during = statusOfSeverity(incident.severity);
	return {
		...saidAt(update.at, incident.incidentId),
		id: update.id,
		status: update.status,
		body: update.message,
		affected_components: [
			{
				code: incident.componentId,
				name: incident.componentName,
				old_status: index === 0 ? "operational" : during,
				new_status: update.status === "resolved" ? "operational" : during,
			},
		],
	};
}

/** Statuspage tells a published review once more as the last update, which concerns no component. */
function postmortemOf(incident: PublicIncident, { at, text }: PostedReview) {
	const id = `${incident.incidentId}-review`;
	return {
		...saidAt(at, incident.incidentId),
		id,
		status: "postmortem",
		body: text,
		affected_components: null,
	};
}

/** The last time the public was told something new of it. */
export function lastChange(incident: PublicIncident, review: PostedReview | null = null): number {
	const { startedAt, resolvedAt, updates } = incident;
	return Math.max(startedAt, resolvedAt ?? 0, review?.at ?? 0, ...updates.map((u) => u.at));
}

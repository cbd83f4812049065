import type { Severity } from "../../paging/rules/severity.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";

export const PUBLIC_STATUSES = ["investigating", "identified", "monitoring", "resolved"] as const;
export type PublicStatus = (typeof PUBLIC_STATUSES)[number];

export interface PublicUpdate {
	id: string;
	at: number;
	status: PublicStatus;
	message: string;
}

/**
 * What the public may know of an incident: built by the incident from its own events, word by word, so that nothing
 * private can be in it. This is the only thing the status page ever sees of an incident.
 */
export interface PublicIncident {
	incidentId: string;
	/** The incident's last event folded in: a lower one never replaces a higher one. */
	seq: number;
	/** False: not (or no longer) public; it must not be shown. */
	published: boolean;
	severity: Severity;
	componentId: string;
	componentName: string;
	/** "Checkout is down", or the service's public title. */
	name: string;
	status: PublicStatus;
	startedAt: number;
	monitoringAt: number | null;
	resolvedAt: number | null;
	/** Newest last. An incident that opened by itself starts with one of its own. */
	updates: PublicUpdate[];
	nextUpdateDueAt: number | null;
	estimatedResolutionAt: number | null;
	/** The public thread goes on in that of another incident: its address leads there. Absent: it does not. */
	goesOnIn?: string;
	/** Earlier episodes of a reopened incident, newest last; the open or latest one is startedAt–resolvedAt. */
	earlier: { startedAt: number; resolvedAt: number }[];
}

/** As it is projected, and as the Publication keeps it. */
export const PUBLIC_INCIDENT = storedShape<PublicIncident>(asItIs);

import type { Disposition, IncidentView } from "../../incidents/rules/incident-types.ts";
import type { Severity } from "../../paging/rules/severity.ts";
import { METHOD_KINDS } from "../../people/rules/person.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Cause } from "../../reviews/rules/review.ts";
import type { WeekHour } from "./week-hour.ts";

/** A person was paged: once a call, however many of their devices were tried, however often. */
export interface PersonPage {
	userId: string;
	/** When the first request left. */
	at: Instant;
	/** In the person's own zone, as it was when this was folded. */
	weekHour: WeekHour;
}

/** By what way an acknowledgement came: the channel of the page that was answered, or without a page who did it. */
export const ACK_CHANNELS = [...METHOD_KINDS, "app", "api", "integration"] as const;
export type AckChannel = (typeof ACK_CHANNELS)[number];

/** How long the public heard nothing, and how long the policy in force at its beginning allows; null: no policy. */
export interface UpdateGap {
	gapMs: number;
	everySeconds: number | null;
}

/** How far the review of an incident is. */
export interface ReviewFacts {
	/** Null while the incident is open again. */
	dueAt: Instant | null;
	publishedAt: Instant | null;
	isSkipped: boolean;
	cause: Cause | null;
}

export interface ActionFacts {
	dueAt: Instant;
	closedAt: Instant | null;
	/** Closed because somebody decided against it. */
	isDropped: boolean;
}

/** When an incident happened, and how much of it there was. */
export interface TimedFacts {
	serviceId: string;
	severity: Severity;
	detectedAt: Instant;
	triggeredAt: Instant;
	/** The first acknowledgement; null when there never was one. */
	acknowledgedAt: Instant | null;
	/** The last resolve; null while it is open, also when it was reopened. */
	resolvedAt: Instant | null;
	isDrill: boolean;
	isMerged: boolean;
	pageCount: number;
	nightPageCount: number;
	/** Public updates that came by the promised instant, and promises that were broken. */
	updatesKept: number;
	updatesLate: number;
}

/** What sums and medians need of an incident. */
export interface BriefFacts extends TimedFacts {
	/** First acknowledgements of its epochs by the time that the severity allows, and those that were not. */
	acknowledgedInTime: number;
	acknowledgedLate: number;
	/** Updates that stakeholders were promised. */
	stakeholdersKept: number;
	stakeholdersLate: number;
	/** Null when nobody acknowledged, or by a page that the timeline does not name. */
	acknowledgedVia: AckChannel | null;
	disposition: Disposition | null;
	updateGaps: UpdateGap[];
	/** Somebody worked through a step of a runbook. */
	hasRunbook: boolean;
	/** Null where there is no review. */
	review: ReviewFacts | null;
	actions: ActionFacts[];
}

/** Everything that metrics know of an incident: its timeline, folded. */
export interface IncidentFacts extends BriefFacts {
	incidentId: string;
	number: number;
	source: Pick<IncidentView["source"], "kind" | "id">;
	/** Who resolved it last; null while it is open. */
	resolvedBy: Actor["kind"] | null;
	reopenedCount: number;
	pages: PersonPage[];
}

/** Drills and what was merged into another incident are no incidents of their own. */
export function counted<Facts extends TimedFacts>(facts: readonly Facts[]): Facts[] {
	return facts.filter((one) => !one.isDrill && !one.isMerged);
}

import type { Disposition, IncidentView } from "../../incidents/rules/incident-types.ts";
import type { Severity } from "../../paging/rules/severity.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { WeekHour } from "./week-hour.ts";

/** A person was paged: once a call, however many of their devices were tried, however often. */
export interface PersonPage {
	userId: string;
	/** When the first request left. */
	at: Instant;
	/** In the person's own zone, as it was when this was folded. */
	weekHour: WeekHour;
}

/** What sums and medians need of an incident. */
export interface BriefFacts {
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

/** Everything that metrics know of an incident: its timeline, folded. */
export interface IncidentFacts extends BriefFacts {
	incidentId: string;
	number: number;
	source: Pick<IncidentView["source"], "kind" | "id">;
	/** Who resolved it last; null while it is open. */
	resolvedBy: Actor["kind"] | null;
	reopenedCount: number;
	disposition: Disposition | null;
	pages: PersonPage[];
}

/** Drills and what was merged into another incident are no incidents of their own. */
export function counted<Facts extends BriefFacts>(facts: readonly Facts[]): Facts[] {
	return facts.filter((one) => !one.isDrill && !one.isMerged);
}

import { SEVERITIES, type Severity } from "../../paging/rules/severity.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { type Acknowledgements, acknowledgementsOf } from "./acknowledgements.ts";
import {
	type Aftermath,
	actionItemsOf,
	type IncidentTypes,
	incidentTypesOf,
	reviewsOf,
} from "./aftermath.ts";
import { type BriefFacts, counted, type TimedFacts } from "./facts.ts";
import { healthySpans } from "./healthy-spans.ts";
import { type LeftOut, leavingOut } from "./left-out.ts";
import { type Dispositions, dispositionsOf } from "./origins.ts";
import { type ByRunbook, byRunbook } from "./runbooks.ts";
import { type Spread, spreadOf } from "./spread.ts";
import type { Kept } from "./told-in-time.ts";
import { type UpdateIntervals, updateIntervalsOf } from "./update-intervals.ts";

export type Figure = Spread & { leftOut: LeftOut };

export const FIGURES = ["mttd", "mtta", "mttr", "mttf", "fix"] as const;
export type FigureName = (typeof FIGURES)[number];

/** How many, how fast, and how many pages: what needs no more than the times of the incidents. */
export interface TimedSummary extends Record<FigureName, Figure> {
	count: number;
	severityDistribution: Record<Severity, number>;
	pages: { count: number; night: number };
	updates: { kept: number; late: number };
}

/** What can be compared with the period before. */
export interface Summary extends TimedSummary {
	acknowledgements: Acknowledgements;
	acknowledgeTargets: Kept;
	stakeholderUpdates: Kept;
	dispositions: Dispositions;
	updateIntervals: UpdateIntervals;
	reviews: Aftermath;
	actionItems: Aftermath;
	incidentTypes: IncidentTypes;
	runbooks: ByRunbook;
}

/** `now` decides what is late, and how long those last that are still open. */
export function summaryOf(all: readonly BriefFacts[], now: Instant): Summary {
	const incidents = counted(all);
	const none = neverCounted(all);
	return {
		...timedSummaryOf(all),
		acknowledgements: acknowledgementsOf(incidents, none),
		acknowledgeTargets: {
			kept: sumOf(incidents, (one) => one.acknowledgedInTime),
			late: sumOf(incidents, (one) => one.acknowledgedLate),
		},
		stakeholderUpdates: {
			kept: sumOf(incidents, (one) => one.stakeholdersKept),
			late: sumOf(incidents, (one) => one.stakeholdersLate),
		},
		dispositions: dispositionsOf(incidents, none),
		updateIntervals: updateIntervalsOf(incidents, none),
		reviews: reviewsOf(incidents, none, now),
		actionItems: actionItemsOf(incidents, none, now),
		incidentTypes: incidentTypesOf(incidents, none, now),
		runbooks: byRunbook(incidents, none),
	};
}

export function timedSummaryOf(all: readonly TimedFacts[]): TimedSummary {
	const incidents = counted(all);
	return {
		count: incidents.length,
		severityDistribution: bySeverity(incidents),
		...timesOf(incidents, neverCounted(all)),
		pages: {
			count: sumOf(incidents, ({ pageCount }) => pageCount),
			night: sumOf(incidents, ({ nightPageCount }) => nightPageCount),
		},
		updates: {
			kept: sumOf(incidents, ({ updatesKept }) => updatesKept),
			late: sumOf(incidents, ({ updatesLate }) => updatesLate),
		},
	};
}

/** What no figure says anything of. */
function neverCounted(all: readonly TimedFacts[]): LeftOut {
	return leavingOut({
		drills: all.filter(({ isDrill }) => isDrill).length,
		merged: all.filter(({ isMerged, isDrill }) => isMerged && !isDrill).length,
	});
}

/** The time to repair counts from the first acknowledgement: it needs both ends. */
function timesOf(incidents: TimedFacts[], none: LeftOut): Record<FigureName, Figure> {
	const stillOpen = incidents.filter(({ resolvedAt }) => resolvedAt === null).length;
	const neverAcknowledged = incidents.filter(({ acknowledgedAt }) => acknowledgedAt === null).length;
	const unfixed = incidents.filter((one) => one.acknowledgedAt !== null && one.resolvedAt === null).length;
	const { valuesMs, overlapping, first } = healthySpans(incidents);
	const figure = (from: (one: TimedFacts) => number | null, to: typeof from, leftOut: Partial<LeftOut>) => ({
		...spreadOf(spans(incidents, from, to)),
		leftOut: { ...none, ...leftOut },
	});
	const [detected, triggered] = [(o: TimedFacts) => o.detectedAt, (o: TimedFacts) => o.triggeredAt];
	const [acknowledged, resolved] = [(o: TimedFacts) => o.acknowledgedAt, (o: TimedFacts) => o.resolvedAt];
	return {
		mttd: figure(detected, triggered, {}),
		mtta: figure(triggered, acknowledged, { neverAcknowledged }),
		mttr: figure(triggered, resolved, { stillOpen }),
		fix: figure(acknowledged, resolved, { neverAcknowledged, stillOpen: unfixed }),
		mttf: { ...spreadOf(valuesMs), leftOut: { ...none, firstOfService: first, overlapping } },
	};
}

/** Clocks differ between objects: what would be less than nothing took no time. */
function spans(
	incidents: TimedFacts[],
	from: (one: TimedFacts) => number | null,
	to: (one: TimedFacts) => number | null,
): number[] {
	return incidents.flatMap((one) => {
		const [startedAt, endedAt] = [from(one), to(one)];
		return startedAt === null || endedAt === null ? [] : [Math.max(0, endedAt - startedAt)];
	});
}

export function bySeverity(incidents: readonly TimedFacts[]): Record<Severity, number> {
	const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
	for (const { severity } of incidents) counts[severity]++;
	return counts;
}

function sumOf<Item>(items: readonly Item[], measure: (item: Item) => number): number {
	return items.reduce((sum, item) => sum + measure(item), 0);
}

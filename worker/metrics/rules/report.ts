import type { Instant } from "../../platform/rules/time.ts";
import { DEFINITIONS } from "./definitions.ts";
import { budgetsOf, type ServiceAtStake, uptimeOf } from "./error-budget.ts";
import { type BriefFacts, counted, type IncidentFacts } from "./facts.ts";
import { frequencyOf } from "./frequency.ts";
import { type MonitorRule, noiseOf } from "./noise.ts";
import { detectionMixOf, shareOf } from "./origins.ts";
import { pagingLoad } from "./paging-load.ts";
import type { Period } from "./period.ts";
import { FIGURES, type Figure, type FigureName, type Summary, summaryOf } from "./summary.ts";
import type { Kept } from "./told-in-time.ts";

/** Everything that a report is made of. Incidents include drills and merged ones, which are counted as left out. */
export interface ReportFacts {
	period: Period;
	now: Instant;
	incidents: readonly IncidentFacts[];
	/** Those of the period before. */
	earlier: readonly BriefFacts[];
	services: readonly ServiceAtStake[];
	monitors: readonly MonitorRule[];
	userNames: ReadonlyMap<string, string>;
}

export type Report = ReturnType<typeof reportOf>;

/** All figures of a period. */
export function reportOf({
	period,
	now,
	incidents: all,
	earlier,
	services,
	monitors,
	userNames,
}: ReportFacts) {
	const incidents = counted(all);
	const { pages, ...summary } = summaryOf(all, now);
	const { people, hours } = pagingLoad(incidents);
	const budgets = budgetsOf(incidents, services, period, now);
	return {
		...compared(summary),
		frequency: { days: frequencyOf(incidents, period), definition: DEFINITIONS.frequency },
		detection: { ...detectionMixOf(incidents), definition: DEFINITIONS.detection },
		pages: {
			...pages,
			people: people.map((one) => ({ ...one, userName: userNames.get(one.userId) ?? null })),
			hours,
			definition: DEFINITIONS.pages,
		},
		noise: { monitors: noiseOf(incidents, monitors), definition: DEFINITIONS.noise },
		uptime: { share: uptimeOf(budgets), services: budgets, definition: DEFINITIONS.uptime },
		before: beforeOf(summaryOf(earlier, now)),
	};
}

function beforeOf({ pages, ...summary }: Summary) {
	return { ...compared(summary), pages };
}

/** What both periods have, each figure with what it says. */
function compared({ updates, acknowledgeTargets, stakeholderUpdates, ...summary }: Omit<Summary, "pages">) {
	const { acknowledgements, dispositions, updateIntervals, reviews, actionItems } = summary;
	const { incidentTypes, runbooks } = summary;
	return {
		...summary,
		...defined(summary),
		updates: { ...withShare(updates), definition: DEFINITIONS.updates },
		acknowledgeTargets: { ...withShare(acknowledgeTargets), definition: DEFINITIONS.acknowledgeTargets },
		stakeholderUpdates: { ...withShare(stakeholderUpdates), definition: DEFINITIONS.stakeholderUpdates },
		acknowledgements: { ...acknowledgements, definition: DEFINITIONS.acknowledgements },
		dispositions: { ...dispositions, definition: DEFINITIONS.dispositions },
		updateIntervals: { ...updateIntervals, definition: DEFINITIONS.updateIntervals },
		reviews: { ...reviews, definition: DEFINITIONS.reviews },
		actionItems: { ...actionItems, definition: DEFINITIONS.actionItems },
		incidentTypes: { ...incidentTypes, definition: DEFINITIONS.incidentTypes },
		runbooks: { ...runbooks, definition: DEFINITIONS.runbooks },
	};
}

function defined(figures: Record<FigureName, Figure>) {
	const named = FIGURES.map((name) => [name, { ...figures[name], definition: DEFINITIONS[name] }] as const);
	return Object.fromEntries(named) as Record<FigureName, Figure & { definition: string }>;
}

function withShare({ kept, late }: Kept) {
	return { kept, late, share: shareOf(kept, kept + late) };
}

import type { Instant } from "../../platform/rules/time.ts";
import { DEFINITIONS } from "./definitions.ts";
import { budgetsOf, type ServiceAtStake, uptimeOf } from "./error-budget.ts";
import { type BriefFacts, counted, type IncidentFacts } from "./facts.ts";
import { frequencyOf } from "./frequency.ts";
import { type MonitorRule, noiseOf } from "./noise.ts";
import { detectionMixOf, dispositionsOf, shareOf } from "./origins.ts";
import { pagingLoad } from "./paging-load.ts";
import type { Period } from "./period.ts";
import { FIGURES, type Figure, type FigureName, type Summary, summaryOf } from "./summary.ts";

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
	const { pages, updates, ...summary } = summaryOf(all);
	const { people, hours } = pagingLoad(incidents);
	const budgets = budgetsOf(incidents, services, period, now);
	return {
		...summary,
		...defined(summary),
		frequency: { days: frequencyOf(incidents, period), definition: DEFINITIONS.frequency },
		detection: { ...detectionMixOf(incidents), definition: DEFINITIONS.detection },
		dispositions: { ...dispositionsOf(incidents), definition: DEFINITIONS.dispositions },
		pages: {
			...pages,
			people: people.map((one) => ({ ...one, userName: userNames.get(one.userId) ?? null })),
			hours,
			definition: DEFINITIONS.pages,
		},
		noise: { monitors: noiseOf(incidents, monitors), definition: DEFINITIONS.noise },
		updates: { ...withShare(updates), definition: DEFINITIONS.updates },
		uptime: { share: uptimeOf(budgets), services: budgets, definition: DEFINITIONS.uptime },
		before: beforeOf(summaryOf(earlier)),
	};
}

function beforeOf({ updates, ...summary }: Summary) {
	return { ...summary, ...defined(summary), updates: withShare(updates) };
}

function defined(figures: Record<FigureName, Figure>) {
	const named = FIGURES.map((name) => [name, { ...figures[name], definition: DEFINITIONS[name] }] as const);
	return Object.fromEntries(named) as Record<FigureName, Figure & { definition: string }>;
}

function withShare({ kept, late }: Summary["updates"]) {
	return { kept, late, share: shareOf(kept, kept + late) };
}

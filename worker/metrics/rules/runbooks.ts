import type { BriefFacts } from "./facts.ts";
import type { LeftOut } from "./left-out.ts";
import { type Spread, spreadOf } from "./spread.ts";

export interface ByRunbook {
	with: Spread;
	without: Spread;
	leftOut: LeftOut;
}

/** MTTR of incidents in which somebody worked through a runbook, and of the others. */
export function byRunbook(incidents: readonly BriefFacts[], none: LeftOut): ByRunbook {
	const spread = (withOne: boolean) =>
		spreadOf(
			incidents.flatMap(({ hasRunbook, triggeredAt, resolvedAt }) =>
				hasRunbook === withOne && resolvedAt !== null ? [Math.max(0, resolvedAt - triggeredAt)] : [],
			),
		);
	const stillOpen = incidents.filter(({ resolvedAt }) => resolvedAt === null).length;
	return { with: spread(true), without: spread(false), leftOut: { ...none, stillOpen } };
}

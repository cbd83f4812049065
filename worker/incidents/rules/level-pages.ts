/** The pages of the level on which the ladder stands. */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { firstPageAt, pagedAgainAt } from "../../paging/rules/severity-hours.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Incident } from "./incident.ts";
import type { Page } from "./incident-types.ts";

/** False also where there are none. */
export function everyPageFailedForGood(incident: Incident): boolean {
	const pages = pagesOfLevel(incident);
	return pages.length > 0 && pages.every((p) => p.state === "failed" && p.permanent);
}

/**
 * When what does not escalate by itself is paged anew, since its hours begin: nothing open is forgotten. Null: they never
 * do.
 */
export function pagedAnewAt(incident: Incident, paging: PagingPlan): Instant | null {
	const { ladder, severity } = incident;
	const hasLeft = pagesOfLevel(incident).some(({ attempts }) => attempts > 0);
	// What waits for these hours itself is not paged twice when they begin.
	const since = hasLeft ? ladder.pagedAt : (firstPageAt(paging, severity, ladder.pagedAt) ?? ladder.pagedAt);
	return pagedAgainAt(paging, severity, since);
}

function pagesOfLevel({ epoch, ladder: { run, round, level }, pages }: Incident): Page[] {
	return [...pages.values()].filter(
		(p) => p.epoch === epoch && p.run === run && p.round === round && p.level === level,
	);
}

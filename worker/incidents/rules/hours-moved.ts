import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { firstPageAt, hoursOf } from "../../paging/rules/severity-hours.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Incident } from "./incident.ts";

/** True when the service's hours, or those of its team, were edited. */
export const keepsOtherHours = (before: PagingPlan, after: PagingPlan): boolean =>
	JSON.stringify(hoursOf(before)) !== JSON.stringify(hoursOf(after));

/**
 * When a page that waits for hours, or is due now, is due by the hours of `after`; null: when it was before. A page that
 * waits for something else begins its wait for the hours when that is over.
 */
export function movedStart(
	{ state, soak, ladder, severity }: Incident,
	before: PagingPlan,
	after: PagingPlan,
	now: Instant,
): Instant | null {
	const { startsAt, level, asked } = ladder;
	if (state !== "triggered" || soak || level !== 0 || asked || startsAt === null) return null;
	const waitsForHours = firstPageAt(before, severity, now) === startsAt;
	const at = firstPageAt(after, severity, waitsForHours ? now : Math.max(startsAt, now));
	return at === Math.max(startsAt, now) ? null : at;
}

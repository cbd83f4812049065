import { days, type Instant } from "../../platform/rules/time.ts";

/** From `from` on, and before `to`. An incident belongs to the period in which it was first triggered. */
export interface Period {
	from: Instant;
	to: Instant;
	/** In which days are counted. */
	timeZone: string;
}

export const DEFAULT_PERIOD_MS = days(90);
/** The period before is as long and is read too. */
export const LONGEST_PERIOD_MS = days(366);

/** Without an end up to now; without a beginning 90 days. A reason when that is no period. */
export function periodOf(
	asked: { from?: Instant | undefined; to?: Instant | undefined; timeZone: string },
	now: Instant,
): Period | { wrong: "from" | "to"; why: string } {
	const to = asked.to ?? now;
	const from = asked.from ?? to - DEFAULT_PERIOD_MS;
	const wrong = asked.to === undefined ? "from" : "to";
	if (to <= from)
		return { wrong, why: asked.to === undefined ? "must be in the past" : "must be after from" };
	if (to - from > LONGEST_PERIOD_MS) return { wrong, why: "must be within a year of the other end" };
	return { from, to, timeZone: asked.timeZone };
}

/** As long, and right before it. */
export function periodBefore({ from, to, timeZone }: Period): Period {
	return { from: from - (to - from), to: from, timeZone };
}

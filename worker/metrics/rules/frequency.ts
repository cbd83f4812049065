import type { Severity } from "../../paging/rules/severity.ts";
import { days, type Instant } from "../../platform/rules/time.ts";
import { firstInstantOf, midnightOf, readingAt } from "../../platform/rules/wall-clock.ts";
import type { BriefFacts } from "./facts.ts";
import type { Period } from "./period.ts";
import { bySeverity } from "./summary.ts";

/** One day on the wall of a zone, "2026-11-23". */
export type FrequencyDay = { day: string } & Record<Severity, number>;

interface Day {
	day: string;
	startsAt: Instant;
}

/** How many incidents began on each day of the period in its zone; a day without any is there with zeros. */
export function frequencyOf(incidents: readonly BriefFacts[], period: Period): FrequencyDay[] {
	const days = daysOf(period);
	const sorted = incidents.toSorted((a, b) => a.triggeredAt - b.triggeredAt);
	let next = 0;
	return days.map(({ day }, index) => {
		const endsAt = days[index + 1]?.startsAt ?? Number.POSITIVE_INFINITY;
		const first = next;
		while (next < sorted.length && (sorted[next]?.triggeredAt ?? 0) < endsAt) next++;
		return { day, ...bySeverity(sorted.slice(first, next)) };
	});
}

/** The days that the period touches, oldest first. A day may have 23 or 25 hours. */
function daysOf({ from, to, timeZone }: Period): Day[] {
	const found: Day[] = [];
	for (let midnight = midnightOf(readingAt(timeZone, from)); ; midnight += days(1)) {
		const startsAt = firstInstantOf(timeZone, midnight);
		if (startsAt >= to) return found;
		found.push({ day: new Date(midnight).toISOString().slice(0, 10), startsAt });
	}
}

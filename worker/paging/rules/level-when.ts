/** Levels that page at certain hours, or for certain severities, only. */
import { isOpen } from "../../people/rules/business-hours.ts";
import type { Hours } from "../../people/rules/person.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { openingAt } from "../../platform/rules/windows.ts";
import type { Level, PagingPlan } from "./paging-plan.ts";
import type { Severity } from "./severity.ts";

/** True where the level pages for this severity at this instant. One that is due while it does not is skipped at once. */
export function applies({ when }: Pick<Level, "when">, severity: Severity, at: Instant): boolean {
	if (when?.severities && !when.severities.includes(severity)) return false;
	return !when?.hours || isOpen(when.hours, at);
}

/** The first level that applies, which has the people whom the severity adds; null: none does. */
export function firstThatApplies({ policy }: PagingPlan, severity: Severity, at: Instant): number | null {
	const index = policy.levels.findIndex((level) => applies(level, severity, at));
	return index === -1 ? null : index + 1;
}

/** The last level that applies, which is paged after exhaustion; the last of all where none does: it is empty then. */
export function lastThatApplies({ policy }: PagingPlan, severity: Severity, at: Instant): number {
	const index = policy.levels.findLastIndex((level) => applies(level, severity, at));
	return index === -1 ? policy.levels.length : index + 1;
}

/** The instants in [from, until) at which the hours open or close, or one of their windows follows on another. */
export function edgesOf({ windows, timeZone }: Hours, from: Instant, until: Instant): Instant[] {
	const edges: Instant[] = [];
	for (let at = from; at < until; ) {
		at = openingAt(windows, timeZone, at).endsAt;
		if (at < until) edges.push(at);
	}
	return edges;
}

import { beginsAfter, opensAt } from "../../people/rules/business-hours.ts";
import type { Hours } from "../../people/rules/person.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { PagingPlan } from "./paging-plan.ts";
import { ruleFor, type Severity } from "./severity.ts";

/** The service's own support hours, else the business hours of its team; null: nothing says when it opens. */
export function hoursOf({ service, teams }: Pick<PagingPlan, "service" | "teams">): Hours | null {
	if (service.supportHours) return service.supportHours;
	const hours = teams.find(({ id }) => id === service.teamId)?.businessHours;
	return hours ? { timeZone: hours.timeZone, windows: [hours] } : null;
}

/**
 * When level 1 is due for this severity, from `now`: at once, when the hours of the service open, or never (null).
 * A service without hours is paged at once: nothing says when it opens.
 */
export function firstPageAt(paging: PagingPlan, severity: Severity, now: Instant): Instant | null {
	switch (ruleFor(paging.severityPolicy, severity).page) {
		case "always":
			return now;
		case "never":
			return null;
		case "businessHours": {
			const hours = hoursOf(paging);
			return hours ? opensAt(hours, now) : now;
		}
	}
}

/**
 * When the hours begin anew for what was paged at `pagedAt` and does not escalate by itself; null: this severity keeps
 * no hours, or they never end.
 */
export function pagedAgainAt(paging: PagingPlan, severity: Severity, pagedAt: Instant): Instant | null {
	const hours = hoursOf(paging);
	if (hours === null || ruleFor(paging.severityPolicy, severity).page !== "businessHours") return null;
	return beginsAfter(hours, pagedAt);
}

import { opensAt } from "../../people/rules/business-hours.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { PagingPlan } from "./paging-plan.ts";
import { ruleFor, type Severity } from "./severity.ts";

/**
 * When level 1 is due for this severity, from `now`: at once, when the team's business hours open, or never (null).
 * A service without a team, or a team without hours, is paged at once: nothing says when it opens.
 */
export function firstPageAt(paging: PagingPlan, severity: Severity, now: Instant): Instant | null {
	const rule = ruleFor(paging.severityPolicy, severity);
	switch (rule.page) {
		case "always":
			return now;
		case "never":
			return null;
		case "businessHours": {
			const team = paging.teams.find((t) => t.id === paging.service.teamId);
			return team?.businessHours ? opensAt(team.businessHours, now) : now;
		}
	}
}

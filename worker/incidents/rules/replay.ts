import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { StoredEvent } from "./events.ts";
import { replay } from "./evolve.ts";
import type { IncidentView } from "./incident-types.ts";
import { viewOf } from "./incident-view.ts";

/**
 * The incident as it stood at `at`: what everything up to then makes of it, and what would have been paged next by the
 * plan. Order is by `seq`: what stands behind an event that came later had not happened yet, also where a clock was set
 * back in between. Null before it began.
 */
export function viewAt(events: StoredEvent[], paging: PagingPlan, at: Instant): IncidentView | null {
	const next = events.findIndex((event) => event.at > at);
	const incident = replay(next < 0 ? events : events.slice(0, next));
	return incident && viewOf(incident, paging);
}

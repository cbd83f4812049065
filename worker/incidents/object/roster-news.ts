import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import type { NewEvent } from "../rules/events.ts";
import { nextEscalation } from "../rules/next-escalation.ts";
import type { EventStore } from "./event-store.ts";
import { withPeopleOf } from "./paging-source.ts";

/**
 * Takes in that people, schedules or teams changed, so that what is said of the next page is what will happen. Said on
 * the timeline only when it changes whom the ladder pages next. An older plan than the one that is held changes nothing.
 * True when it was said.
 */
export function takeRoster(store: EventStore, plan: PagingPlan, now: number): boolean {
	const incident = store.incident();
	const snapshot = store.paging();
	if (!incident || !snapshot || incident.state === "resolved" || plan.readAt <= snapshot.readAt) return false;
	const paging = withPeopleOf(plan, snapshot);
	const before = nextEscalation(incident, snapshot);
	const after = nextEscalation(incident, paging);
	const isNews = JSON.stringify(before) !== JSON.stringify(after);
	const said: NewEvent = { type: "roster_changed", actor: SYSTEM, data: { next: after?.targets ?? [] } };
	store.append(isNews ? [said] : [], now, () => store.savePaging(paging));
	return isNews;
}

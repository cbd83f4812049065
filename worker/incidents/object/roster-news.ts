import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Env } from "../../platform/env.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { toWire } from "../../platform/rules/time.ts";
import type { NewEvent } from "../rules/events.ts";
import { keepsOtherHours, movedStart } from "../rules/hours-moved.ts";
import { nextEscalation } from "../rules/next-escalation.ts";
import { holdsAll, namedBy, pagingBy, type Roster } from "../rules/roster.ts";
import type { EventStore } from "./event-store.ts";
import { readRoster } from "./paging-source.ts";

/**
 * Hears from the Desk that people, schedules or teams changed. The Desk's plan names those of today's policy: an incident
 * that names others – its own policy is older, or somebody was called in – asks the database for all of them. True when
 * it was said.
 */
export async function hearRoster(env: Env, store: EventStore, plan: PagingPlan): Promise<boolean> {
	const incident = store.incident();
	const snapshot = store.paging();
	if (!incident || !snapshot || incident.state === "resolved") return false;
	const asked = namedBy(incident, snapshot);
	const roster = holdsAll(plan, asked) ? { plan, asked } : await readRoster(env, incident, snapshot);
	return takeRoster(store, roster, Date.now());
}

/** Before a level is paged: other hours than those that it was planned by may say that it is not due. */
export function hearHours(store: EventStore, roster: Roster, now: number): void {
	const snapshot = store.paging();
	if (snapshot && roster.plan && keepsOtherHours(snapshot, roster.plan)) takeRoster(store, roster, now);
}

/**
 * Takes in who is there now, so that what is said of the next page is what will happen. Said on the timeline only when it
 * changes whom the ladder pages next. An older plan than the one that is held changes nothing. True when it was said.
 */
function takeRoster(store: EventStore, roster: Roster, now: number): boolean {
	const incident = store.incident();
	const snapshot = store.paging();
	if (!incident || !snapshot || incident.state === "resolved" || !roster.plan) return false;
	if (roster.plan.readAt <= snapshot.readAt) return false;
	const paging = pagingBy(roster, snapshot, incident);
	const moved = movedStart(incident, snapshot, paging, now);
	const startsAt = moved ?? incident.ladder.startsAt;
	const before = nextEscalation(incident, snapshot);
	const after = nextEscalation({ ...incident, ladder: { ...incident.ladder, startsAt } }, paging);
	const isNews = moved !== null || JSON.stringify(before) !== JSON.stringify(after);
	const data = {
		next: after?.targets ?? [],
		...(moved !== null && { firstPageAt: toWire(moved) }),
	};
	const said: NewEvent = { type: "roster_changed", actor: SYSTEM, data };
	store.append(isNews ? [said] : [], now, () => store.savePaging(paging));
	return isNews;
}

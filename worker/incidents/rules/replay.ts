/** An incident as it stood: from its timeline alone, and where it was kept, from the plan that it paged by then. */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { StoredEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import type { Incident } from "./incident.ts";
import type { IncidentView, NextEscalation } from "./incident-types.ts";
import { viewOf } from "./incident-view.ts";
import { nextEscalation } from "./next-escalation.ts";
import { countAt, foldable, standingAfter } from "./standing.ts";

/** The plan that the incident paged by from `at` on, kept after the event `seq`. */
export interface PlanThen {
	seq: number;
	at: Instant;
	plan: PagingPlan;
}

/** An event that cannot be read; what comes after it is not looked at. */
export interface Unreadable {
	seq: number;
	at: Instant;
}

export type Replayed =
	| { kind: "stood"; view: IncidentView }
	| { kind: "not_begun" }
	/** The timeline makes no sense from this event on, and the instant lies behind it. */
	| { kind: "damaged"; seq: number };

/** Who was to be paged next, and since when that was so. */
export interface NextPageThen {
	seq: number;
	at: Instant;
	next: NextEscalation | null;
}

/**
 * The incident as it stood at `at`: what everything up to then makes of it, and what was to be paged next by the plan of
 * then. Where no plan of then was kept, nothing is said of the next page.
 */
export function viewAt(
	events: readonly StoredEvent[],
	plans: readonly PlanThen[],
	at: Instant,
	unreadable: Unreadable | null = null,
): Replayed {
	const count = countAt(events, at);
	const { incident, damagedSeq } = standingAfter(events, count);
	if (damagedSeq !== null) return { kind: "damaged", seq: damagedSeq };
	if (unreadable && count === events.length && unreadable.at <= at)
		return { kind: "damaged", seq: unreadable.seq };
	if (incident === null) return { kind: "not_begun" };
	const plan = plans.findLast((then) => then.seq <= incident.seq && then.at <= at)?.plan ?? null;
	return { kind: "stood", view: viewOf(incident, plan) };
}

/**
 * Everything that was ever said of the next page, oldest first: what `viewAt` says of it at an instant is the last of
 * these whose `seq` and `at` had come. It changes with an event or with the plan, and not by itself.
 */
export function nextPagesOf(events: readonly StoredEvent[], plans: readonly PlanThen[]): NextPageThen[] {
	const found: NextPageThen[] = [];
	const waiting = [...plans];
	let incident: Incident | null = null;
	let plan: PagingPlan | null = null;
	const note = (seq: number, at: Instant) => {
		const next = incident && plan ? nextEscalation(incident, plan) : null;
		if (JSON.stringify(next) !== JSON.stringify(found.at(-1)?.next ?? null)) found.push({ seq, at, next });
	};
	const takePlans = (isDue: (then: PlanThen) => boolean) => {
		for (let then = waiting[0]; then && isDue(then); then = waiting[0]) {
			waiting.shift();
			plan = then.plan;
			note(then.seq, then.at);
		}
	};
	const readable = events.slice(0, foldable(events));
	for (const event of readable) {
		takePlans((then) => then.seq < event.seq && then.at < event.at);
		incident = evolve(incident, event);
		takePlans((then) => then.seq <= event.seq && then.at <= event.at);
		note(event.seq, event.at);
	}
	takePlans(() => true);
	return found;
}

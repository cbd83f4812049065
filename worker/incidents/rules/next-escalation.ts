import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { nextOnLadder, positionAfter } from "./escalation.ts";
import type { Incident } from "./incident.ts";
import type { NextEscalation } from "./incident-types.ts";
import { workingMethods } from "./page.ts";
import { nameOf } from "./targets.ts";
import { hasAcknowledged, pagesOnLadder } from "./two-people.ts";

/**
 * What people are shown as "pages Bo in 3:41"; null when nothing more will happen by itself. A level that nobody would
 * hear is not told of: the ladder goes past it at once.
 */
export function nextEscalation(incident: Incident, paging: PagingPlan): NextEscalation | null {
	const next = nextOnLadder(incident, paging);
	if (next?.step.kind !== "page_level" && next?.step.kind !== "hours_begin") return null;
	const { at, step } = next;
	let place: { round: number; level: number } | null =
		step.kind === "hours_begin" ? { round: 1, level: 1 } : step;
	while (place && pagesOnLadder(paging, incident, place.level, at).length === 0)
		place = positionAfter(paging, place.round, place.level);
	if (!place) return whenNobodyIsLeft(incident, paging, at, step.kind === "hours_begin" ? 1 : step.round);
	const { level, round } = place;
	const targets = (paging.policy.levels[level - 1]?.targets ?? []).map((target) => ({
		...target,
		name: nameOf(paging, target, at),
	}));
	return { at, level, round, targets };
}

/** All admins are called then: see `pagesOfAdmins`. */
function whenNobodyIsLeft(
	incident: Incident,
	paging: PagingPlan,
	at: Instant,
	round: number,
): NextEscalation | null {
	const admins = paging.people.filter(
		(person) =>
			person.role === "admin" && workingMethods(person).length > 0 && !hasAcknowledged(incident, person.id),
	);
	const targets = admins.map(({ id, name }) => ({ kind: "user", id, name }));
	return targets.length > 0 ? { at, level: 0, round, targets } : null;
}

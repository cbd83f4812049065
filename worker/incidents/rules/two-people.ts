/** Levels that need two people: one acknowledgement stops the pages of its person, the second one stops the ladder. */
import { applies } from "../../paging/rules/level-when.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { ruleFor } from "../../paging/rules/severity.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { isOfRun } from "./evolve-paging.ts";
import type { Incident } from "./incident.ts";
import type { Page } from "./incident-types.ts";
import type { PlannedPage } from "./page.ts";
import { pagesOfAdmins, pagesOfLevel } from "./targets.ts";

/**
 * The last level of those paged so far in this run, and that apply, that needs two people; null: one is enough. Before the first page it
 * is level 1 that counts. Where the severity pages nobody, nobody is waited for.
 */
export function levelOfTwo(incident: Incident, paging: PagingPlan): number | null {
	const { ladder, severity } = incident;
	if (ruleFor(paging.severityPolicy, severity).page === "never") return null;
	const { levels } = paging.policy;
	const all = ladder.round > 1 || ladder.exhaustedAt !== null;
	const paged = all ? levels : levels.slice(0, Math.max(1, ladder.level));
	const index = paged.findLastIndex(
		(level, i) =>
			(level.needsAcknowledgements ?? 1) > 1 &&
			(applies(level, severity, ladder.pagedAt) || hasPages(incident, i + 1)),
	);
	return index === -1 ? null : index + 1;
}

/** Its hours may have ended since it was paged. */
function hasPages(incident: Incident, level: number): boolean {
	return [...incident.pages.values()].some((page) => page.level === level && isOfRun(incident, page));
}

/** The same person, whatever they pressed. Scripts and other tools are nobody: together they count once. */
export function isSameHand(one: Actor, other: Actor): boolean {
	if (one.kind !== "user" || other.kind !== "user") return one.kind !== "user" && other.kind !== "user";
	return one.id === other.id;
}

/** True for whoever gave the first acknowledgement, while the second is waited for. */
export function hasAcknowledged({ firstAcknowledgement }: Incident, userId: string | null): boolean {
	return userId !== null && firstAcknowledgement?.by.kind === "user" && firstAcknowledgement.by.id === userId;
}

/** A page that its person has answered by the first acknowledgement. Who is called in is called by that call alone. */
export function isAnsweredByFirst(incident: Incident, page: Page): boolean {
	return hasAcknowledged(incident, page.userId) && page.level > 0;
}

/** The pages of a level without those of whoever has acknowledged already. */
export function pagesOnLadder(paging: PagingPlan, incident: Incident, level: number, at: Instant) {
	return withoutFirst(incident, pagesOfLevel(paging, incident, level, at));
}

/** The admins who can be called when the ladder has nobody left, without whoever has acknowledged already. */
export function adminsOnLadder(paging: PagingPlan, incident: Incident, at: Instant): PlannedPage[] {
	return withoutFirst(incident, pagesOfAdmins(paging, incident, at));
}

function withoutFirst(incident: Incident, pages: PlannedPage[]): PlannedPage[] {
	return pages.filter(({ userId }) => !hasAcknowledged(incident, userId));
}

/**
 * When the first acknowledgement counts alone: the time of the level on which the ladder stands is over (`levelEndsAt`),
 * and the level that needs two reaches fewer people. At once where the severity pages nobody. Null: a second is needed.
 */
export function oneIsEnoughAt(
	{ firstAcknowledgement: first, ladder, severity, urgency }: Incident,
	paging: PagingPlan,
	levelEndsAt: Instant,
): Instant | null {
	if (first === null) return null;
	if (ruleFor(paging.severityPolicy, severity).page === "never") return first.at;
	if (ladder.level === 0) return null;
	const pages = pagesOfLevel(paging, { severity, urgency }, first.level, ladder.pagedAt);
	const people = new Set(pages.flatMap(({ userId }) => userId ?? []));
	return people.size < 2 ? Math.max(first.at, levelEndsAt) : null;
}

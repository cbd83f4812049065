/**
 * Updates that were promised: told as due and as overdue on the timeline, and asked of whoever has the incident. A
 * promise that was kept, or from which a resolve or another severity released, is asked of nobody.
 */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { ruleFor } from "../../paging/rules/severity.ts";
import { fromWire, type Instant, minutes, toWire } from "../../platform/rules/time.ts";
import type { DueSaid, Incident } from "./incident.ts";
import type { Audience, UpdateAbout } from "./incident-types.ts";

/** An update this late is overdue, and whoever acknowledges late has as long before they are paged for it. */
export const OVERDUE_AFTER_MS = minutes(5);
/** Whoever keeps the promise hears of it this long before it is due; of a shorter promise, after half of it. */
export const REMIND_BEFORE_MS = minutes(5);

export type CadenceStep =
	| { kind: "update_due" | "update_overdue"; audience: Audience; dueAt: Instant }
	| { kind: "remind"; audience: Audience; dueAt: Instant; stage: UpdateAbout["stage"] };

interface TimedStep {
	at: Instant;
	step: CadenceStep;
}

/** The next update that an audience was promised. */
export interface UpdatePromise {
	audience: Audience;
	madeAt: Instant;
	dueAt: Instant;
	said: DueSaid;
}

/** Both at most: nothing is promised of what is over, and nothing to a public that does not see it. */
export function promisesOf(incident: Incident): UpdatePromise[] {
	if (incident.state === "resolved") return [];
	const { promisedAt, published, nextUpdateDueAt, nextStakeholderUpdateDueAt } = incident;
	const promise = (audience: Audience, dueAt: Instant | null, said: DueSaid): UpdatePromise[] =>
		dueAt === null ? [] : [{ audience, madeAt: promisedAt[audience], dueAt, said }];
	return [
		...promise("public", published ? nextUpdateDueAt : null, incident.updateDueSaid),
		...promise("stakeholders", nextStakeholderUpdateDueAt, incident.stakeholderDueSaid),
	];
}

/** What becomes due of the promises, each until it has happened. */
export function cadenceSteps(incident: Incident, paging: PagingPlan, now: Instant): TimedStep[] {
	return promisesOf(incident).flatMap((promise) => [
		...sayings(promise),
		...reminders(incident, paging, promise, now),
	]);
}

/** Somebody has it and works on it: not while it sleeps, and not while what works again is watched. */
export function mayBeAsked({ state, snooze, soak }: Incident): boolean {
	return state === "acknowledged" && snooze === null && soak === null;
}

/** What a page is about still stands: its update was not posted, and nobody was told more urgently since. */
export function isStillPromised(incident: Incident, about: UpdateAbout): boolean {
	const last = incident.reminded[about.audience];
	const isLast = last?.dueAt === about.dueAt && last.stage === about.stage;
	return isLast && isPromised(incident, about);
}

/** The update was not posted, and nothing released from it. */
export function isPromised(
	incident: Incident,
	{ audience, dueAt }: Pick<UpdateAbout, "audience" | "dueAt">,
): boolean {
	return promisesOf(incident).some((one) => one.audience === audience && one.dueAt === fromWire(dueAt));
}

function sayings({ audience, dueAt, said }: UpdatePromise): TimedStep[] {
	switch (said) {
		case "nothing":
			return [{ at: dueAt, step: { kind: "update_due", audience, dueAt } }];
		case "due":
			return [{ at: dueAt + OVERDUE_AFTER_MS, step: { kind: "update_overdue", audience, dueAt } }];
		case "overdue":
			return [];
	}
}

/**
 * While nobody has it, people are paged for the incident itself, and not for words. A public update that is due no later
 * is the stakeholders' too: one of them is asked for, not both.
 */
function reminders(
	incident: Incident,
	paging: PagingPlan,
	promise: UpdatePromise,
	now: Instant,
): TimedStep[] {
	const { audience, dueAt, madeAt } = promise;
	const { acknowledgedAt } = incident;
	if (!mayBeAsked(incident) || acknowledgedAt === null) return [];
	if (ruleFor(paging.severityPolicy, incident.severity).page === "never") return [];
	if (audience === "stakeholders" && isCoveredByPublic(incident, dueAt)) return [];
	const last = incident.reminded[audience];
	const reached = last?.dueAt === toWire(dueAt) ? last.stage : null;
	const overdueAt = Math.max(dueAt, acknowledgedAt) + OVERDUE_AFTER_MS;
	const soonAt = Math.max(dueAt - Math.min(REMIND_BEFORE_MS, (dueAt - madeAt) / 2), acknowledgedAt);
	const remind = (at: Instant, stage: UpdateAbout["stage"]): TimedStep => ({
		at: Math.ceil(at),
		step: { kind: "remind", audience, dueAt, stage },
	});
	if (reached === "overdue") return [];
	const isTooLateForSoon = reached === "soon" || overdueAt <= now;
	return [...(isTooLateForSoon ? [] : [remind(soonAt, "soon")]), remind(overdueAt, "overdue")];
}

function isCoveredByPublic(incident: Incident, dueAt: Instant): boolean {
	return promisesOf(incident).some((one) => one.audience === "public" && one.dueAt <= dueAt);
}

import { sendsReceipts } from "../../paging/channels/traits.ts";
import { lastThatApplies } from "../../paging/rules/level-when.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { ruleFor } from "../../paging/rules/severity.ts";
import { firstPageAt } from "../../paging/rules/severity-hours.ts";
import { type Instant, minutes, seconds } from "../../platform/rules/time.ts";
import { type CadenceStep, cadenceSteps, isStillPromised, mayBeAsked } from "./cadence.ts";
import { beginsAt } from "./earlier-methods.ts";
import { endSteps, isFromBeforeSoak } from "./ending.ts";
import { isOfRun } from "./evolve-paging.ts";
import { dampedAt, isPausedByFlapping } from "./flapping.ts";
import type { Incident } from "./incident.ts";
import type { Page } from "./incident-types.ts";
import { everyPageFailedForGood, pagedAnewAt } from "./level-pages.ts";
import { nextAttemptAt, UNCONFIRMED_AFTER_MS } from "./page.ts";
import { heldUntil } from "./remediation-run.ts";
import { type RunStep, runSteps } from "./remediation-steps.ts";
import { isAnsweredByFirst, oneIsEnoughAt } from "./two-people.ts";

/** After exhaustion the last level is paged again this often, until somebody acknowledges. */
export const LAST_RESORT_EVERY_MS = minutes(10);

/** One thing to do now. */
export type Step =
	| { kind: "page_level"; run: number; round: number; level: number }
	| { kind: "exhaust" }
	| { kind: "hours_begin" }
	| { kind: "one_is_enough" }
	| { kind: "lapse" }
	| { kind: "snooze_end" }
	| { kind: "acknowledgement_overdue" }
	| { kind: "calm" }
	| { kind: "soak_end" }
	| { kind: "announce" }
	| { kind: "attempt"; pageId: string }
	| { kind: "unconfirm"; pageId: string }
	| CadenceStep
	| RunStep;

interface Timed {
	at: Instant;
	step: Step;
}

export interface Plan {
	/** Earliest first. Doing them twice is safe: each is checked again against the state when it is done. */
	due: Step[];
	/** When to look again; null when nothing can become due without a command. Never remembered, always worked out. */
	wakeAt: Instant | null;
}

/**
 * What is due at `now` and when to look again, from the incident and the snapshot of its paging plan alone.
 * `inFlight` names the pages and runs for which something is under way in this very process.
 */
export function plan(
	incident: Incident,
	paging: PagingPlan,
	now: Instant,
	inFlight: ReadonlySet<string> = new Set(),
): Plan {
	const timed = [
		...ladderSteps(incident, paging),
		...leaseSteps(incident, paging),
		...cadenceSteps(incident, paging, now),
		...endSteps(incident),
		...pageSteps(incident, paging, inFlight),
		...runSteps(incident, now, inFlight),
	].sort((a, b) => a.at - b.at);
	const due = timed.filter((t) => t.at <= now).map((t) => t.step);
	const later = timed.find((t) => t.at > now)?.at ?? null;
	return { due, wakeAt: later };
}

/** Names a step: equal for the same step of two plans. */
export function stepKey(step: Step): string {
	return Object.values(step).join("/");
}

/** The step that the ladder takes next, and when; null while nobody is to be paged by itself. */
export function nextOnLadder(incident: Incident, paging: PagingPlan): Timed | null {
	// What works again and is watched pages nobody.
	if (incident.state !== "triggered" || incident.soak) return null;
	const { ladder } = incident;
	const { run } = ladder;
	const rule = ruleFor(paging.severityPolicy, incident.severity);
	if (rule.page === "never") return oneIsEnough(incident, paging);
	if (ladder.asked) {
		const { round, level, at } = ladder.asked;
		return { at, step: { kind: "page_level", run, round, level } };
	}
	const enough = oneIsEnough(incident, paging);
	if (enough) return enough;
	if (isPausedByFlapping(incident)) return null;
	if (!rule.escalates && !ladder.everyLevelEmpty) {
		const at = pagedAnewAt(incident, paging);
		return at === null ? null : { at, step: { kind: "hours_begin" } };
	}
	const next = untilAcknowledged(incident, paging);
	if (next === null) return null;
	// Nobody of a level was reached: there is nothing to be damped.
	const at = everyPageFailedForGood(incident) ? next.at : dampedAt(incident, next.at);
	if (next.step.kind !== "page_level") return { ...next, at };
	return { ...next, at: firstPageAt(paging, incident.severity, at) ?? at };
}

function oneIsEnough(incident: Incident, paging: PagingPlan): Timed | null {
	const at = oneIsEnoughAt(incident, paging, levelEndsAt(incident, paging));
	return at === null ? null : { at, step: { kind: "one_is_enough" } };
}

function untilAcknowledged(incident: Incident, paging: PagingPlan): Timed | null {
	const { ladder } = incident;
	const { run } = ladder;
	if (ladder.exhaustedAt !== null) return lastResort(incident, paging);
	if (ladder.level === 0) {
		if (ladder.startsAt === null) return null;
		const at = Math.max(ladder.startsAt, heldUntil(incident) ?? 0);
		return { at, step: { kind: "page_level", run, round: 1, level: 1 } };
	}
	const at = levelEndsAt(incident, paging);
	const next = positionAfter(paging, ladder.round, ladder.level);
	if (next === null) return { at, step: { kind: "exhaust" } };
	return { at, step: { kind: "page_level", run, ...next } };
}

/** Round and level after these, or null after the last level of the last round. */
export function positionAfter(
	paging: PagingPlan,
	round: number,
	level: number,
): { round: number; level: number } | null {
	if (level < paging.policy.levels.length) return { round, level: level + 1 };
	if (round <= paging.policy.repeat) return { round: round + 1, level: 1 };
	return null;
}

/** When the current level's own time is over: at once when it was empty or none of its pages can succeed. */
export function levelEndsAt(incident: Incident, paging: PagingPlan): Instant {
	const { ladder } = incident;
	if (ladder.currentEmpty || everyPageFailedForGood(incident)) return ladder.pagedAt;
	const delaySeconds = paging.policy.levels[ladder.level - 1]?.escalateAfterSeconds ?? 0;
	return ladder.pagedAt + seconds(delaySeconds);
}

function lastResort(incident: Incident, paging: PagingPlan): Timed {
	const { ladder } = incident;
	const neverPaged = ladder.everyLevelEmpty && ladder.lastResortAt === null;
	const since = ladder.lastResortAt ?? ladder.exhaustedAt ?? 0;
	const at = neverPaged ? since : since + LAST_RESORT_EVERY_MS;
	const level = lastThatApplies(paging, incident.severity, at);
	const round = Math.max(ladder.round, paging.policy.repeat + 1) + 1;
	return { at, step: { kind: "page_level", run: ladder.run, round, level } };
}

function ladderSteps(incident: Incident, paging: PagingPlan): Timed[] {
	const next = nextOnLadder(incident, paging);
	return [...(next ? [next] : []), ...overdueSteps(incident)];
}

function overdueSteps({ state, acknowledgeBy: at, isAcknowledgementOverdue, soak }: Incident): Timed[] {
	if (state !== "triggered" || at === null || isAcknowledgementOverdue || soak !== null) return [];
	return [{ at, step: { kind: "acknowledgement_overdue" } }];
}

/** An acknowledgement is a lease: it ends after the last word of a person, or with the snooze. */
function leaseSteps(incident: Incident, paging: PagingPlan): Timed[] {
	if (incident.state !== "acknowledged" || incident.soak) return [];
	if (incident.snooze) return [{ at: incident.snooze.untilAt, step: { kind: "snooze_end" } }];
	const timeoutSeconds = paging.service.ackTimeoutSeconds;
	if (timeoutSeconds === 0 || incident.lastHumanAt === null) return [];
	return [{ at: incident.lastHumanAt + seconds(timeoutSeconds), step: { kind: "lapse" } }];
}

function pageSteps(incident: Incident, paging: PagingPlan, inFlight: ReadonlySet<string>): Timed[] {
	const steps: Timed[] = [];
	for (const page of incident.pages.values()) {
		if (page.epoch !== incident.epoch) continue;
		if (page.state === "accepted" && sendsReceipts(page.kind) && page.acceptedAt !== null)
			steps.push({
				at: page.acceptedAt + UNCONFIRMED_AFTER_MS,
				step: { kind: "unconfirm", pageId: page.id },
			});
		const at = attemptDueAt(incident, paging, page, inFlight);
		if (at !== null) steps.push({ at, step: { kind: "attempt", pageId: page.id } });
	}
	return steps;
}

/** When a request of this page is due; null when none is, or none may leave. Pages of quiet hours wait for them to end. */
export function attemptDueAt(
	incident: Incident,
	paging: PagingPlan,
	page: Page,
	inFlight: ReadonlySet<string>,
): Instant | null {
	if (!mayBePaged(incident, paging, page)) return null;
	const at = nextAttemptAt(incident, page, inFlight);
	if (at === null || (page.level === 0 && !page.about)) return at;
	return firstPageAt(paging, incident.severity, at);
}

/**
 * Only the run that is going on, only while nobody has acknowledged, only at a severity that pages, and only while the
 * problem is there. People who were called in by somebody are paged all the same.
 */
export function mayBePaged(incident: Incident, paging: PagingPlan, page: Page): boolean {
	if (page.epoch !== incident.epoch || isFromBeforeSoak(incident, page)) return false;
	// Whoever was called in and said whether they come is not asked again by the same call.
	if (page.level === 0 && page.isAnswered && !page.about) return false;
	if (page.about && !(mayBeAsked(incident) && isStillPromised(incident, page.about))) return false;
	switch (incident.state) {
		case "triggered":
			if (page.run !== incident.ladder.run || isAnsweredByFirst(incident, page)) return false;
			return page.level === 0 || (pagesAtAll(incident, paging) && !isHeldBack(incident, page));
		case "acknowledged":
			return page.level === 0 && page.run === incident.ladder.run + 1;
		case "resolved":
			return false;
	}
}

/** While it flaps and works just now, only what somebody asked for meanwhile is sent. */
function isHeldBack({ flapping }: Incident, page: Page): boolean {
	return flapping !== null && flapping.calmSince !== null && page.queuedAt < flapping.calmSince;
}

function pagesAtAll(incident: Incident, paging: PagingPlan): boolean {
	return ruleFor(paging.severityPolicy, incident.severity).page !== "never";
}

export function earliest(a: Instant | null, b: Instant | null): Instant | null {
	if (a === null) return b;
	return b === null ? a : Math.min(a, b);
}

/** The end of a page's own time: the ladder's next step for the level that is current, ten minutes for a page outside it. */
export function deadlineOf(incident: Incident, paging: PagingPlan, page: Page): Instant {
	if (page.level === 0) return beginsAt(page) + LAST_RESORT_EVERY_MS;
	const { ladder } = incident;
	const isCurrent =
		isOfRun(incident, page) &&
		page.round === ladder.round &&
		page.level === ladder.level &&
		!ladder.currentEmpty;
	if (!isCurrent) return beginsAt(page);
	const next = nextOnLadder(incident, paging);
	return next && next.step.kind !== "hours_begin" ? next.at : beginsAt(page) + LAST_RESORT_EVERY_MS;
}

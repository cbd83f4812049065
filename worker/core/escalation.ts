import { isOfRun } from "./evolve-paging.ts";
import type { Incident } from "./incident.ts";
import type { NextEscalation, Page } from "./incident-types.ts";
import { ATTEMPT_LEASE_MS, isPending, nextAttemptAt, UNCONFIRMED_AFTER_MS } from "./page.ts";
import type { PagingPlan } from "./roster.ts";
import { ruleFor } from "./severity.ts";
import { nameOf } from "./targets.ts";
import { type Instant, minutes, seconds } from "./time.ts";

/** After exhaustion the last level is paged again this often, until somebody acknowledges. */
export const LAST_RESORT_EVERY_MS = minutes(10);
/** A public update this late is overdue. */
export const OVERDUE_AFTER_MS = minutes(5);

/** One thing to do now. */
export type Step =
	| { kind: "page_level"; run: number; round: number; level: number }
	| { kind: "exhaust" }
	| { kind: "lapse" }
	| { kind: "snooze_end" }
	| { kind: "update_due" }
	| { kind: "update_overdue" }
	| { kind: "attempt"; pageId: string }
	| { kind: "unconfirm"; pageId: string };

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
 * `inFlight` names the pages whose request is under way in this very process.
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
		...updateSteps(incident),
		...pageSteps(incident, inFlight),
	].sort((a, b) => a.at - b.at);
	const due = timed.filter((t) => t.at <= now).map((t) => t.step);
	const later = timed.find((t) => t.at > now)?.at ?? null;
	return { due, wakeAt: earliest(later, leaseEnd(incident, inFlight)) };
}

/** The step that the ladder takes next, and when; null while nobody is to be paged by itself. */
export function nextOnLadder(incident: Incident, paging: PagingPlan): Timed | null {
	if (incident.state !== "triggered") return null;
	const { ladder } = incident;
	const { run } = ladder;
	if (ladder.asked) {
		const { round, level, at } = ladder.asked;
		return { at, step: { kind: "page_level", run, round, level } };
	}
	const rule = ruleFor(paging.severityPolicy, incident.severity);
	const isQuiet = rule.page === "never" || (!rule.escalates && !ladder.everyLevelEmpty);
	if (isQuiet) return null;
	if (ladder.exhaustedAt !== null) return lastResort(incident, paging);
	if (ladder.level === 0) {
		if (ladder.startsAt === null) return null;
		return { at: ladder.startsAt, step: { kind: "page_level", run, round: 1, level: 1 } };
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

function everyPageFailedForGood(incident: Incident): boolean {
	const { run, round, level } = incident.ladder;
	const pages = [...incident.pages.values()].filter(
		(p) => p.epoch === incident.epoch && p.run === run && p.round === round && p.level === level,
	);
	return pages.length > 0 && pages.every((p) => p.state === "failed" && p.permanent);
}

function lastResort(incident: Incident, paging: PagingPlan): Timed {
	const { ladder } = incident;
	const neverPaged = ladder.everyLevelEmpty && ladder.lastResortAt === null;
	const since = ladder.lastResortAt ?? ladder.exhaustedAt ?? 0;
	const level = paging.policy.levels.length;
	const round = Math.max(ladder.round, paging.policy.repeat + 1) + 1;
	return {
		at: neverPaged ? since : since + LAST_RESORT_EVERY_MS,
		step: { kind: "page_level", run: ladder.run, round, level },
	};
}

function ladderSteps(incident: Incident, paging: PagingPlan): Timed[] {
	const next = nextOnLadder(incident, paging);
	return next ? [next] : [];
}

/** An acknowledgement is a lease: it ends after the last word of a person, or with the snooze. */
function leaseSteps(incident: Incident, paging: PagingPlan): Timed[] {
	if (incident.state !== "acknowledged") return [];
	if (incident.snooze) return [{ at: incident.snooze.untilAt, step: { kind: "snooze_end" } }];
	const timeoutSeconds = paging.service.ackTimeoutSeconds;
	if (timeoutSeconds === 0 || incident.lastHumanAt === null) return [];
	return [{ at: incident.lastHumanAt + seconds(timeoutSeconds), step: { kind: "lapse" } }];
}

function updateSteps(incident: Incident): Timed[] {
	const { nextUpdateDueAt: dueAt } = incident;
	if (dueAt === null || !incident.published || incident.state === "resolved") return [];
	switch (incident.updateDueSaid) {
		case "nothing":
			return [{ at: dueAt, step: { kind: "update_due" } }];
		case "due":
			return [{ at: dueAt + OVERDUE_AFTER_MS, step: { kind: "update_overdue" } }];
		case "overdue":
			return [];
	}
}

function pageSteps(incident: Incident, inFlight: ReadonlySet<string>): Timed[] {
	const steps: Timed[] = [];
	for (const page of incident.pages.values()) {
		if (page.epoch !== incident.epoch) continue;
		if (page.state === "accepted" && page.kind === "push" && page.acceptedAt !== null)
			steps.push({
				at: page.acceptedAt + UNCONFIRMED_AFTER_MS,
				step: { kind: "unconfirm", pageId: page.id },
			});
		if (!mayBePaged(incident, page)) continue;
		const at = nextAttemptAt(incident, page, inFlight);
		if (at !== null) steps.push({ at, step: { kind: "attempt", pageId: page.id } });
	}
	return steps;
}

/** Only the run that is going on, only while nobody has acknowledged; people called in later are paged all the same. */
export function mayBePaged(incident: Incident, page: Page): boolean {
	switch (incident.state) {
		case "triggered":
			return page.run === incident.ladder.run;
		case "acknowledged":
			return page.level === 0 && page.run === incident.ladder.run + 1;
		case "resolved":
			return false;
	}
}

/** While a request is under way, look again when it must have ended: a kill in between leaves no other trace. */
function leaseEnd(incident: Incident, inFlight: ReadonlySet<string>): Instant | null {
	let at: Instant | null = null;
	for (const id of inFlight) {
		const page = incident.pages.get(id);
		if (page?.lastAttemptAt) at = earliest(at, page.lastAttemptAt + ATTEMPT_LEASE_MS);
	}
	return at;
}

export function earliest(a: Instant | null, b: Instant | null): Instant | null {
	if (a === null) return b;
	return b === null ? a : Math.min(a, b);
}

/** What people are shown as "pages Bo in 3:41"; null when nothing more will happen by itself. */
export function nextEscalation(incident: Incident, paging: PagingPlan): NextEscalation | null {
	const next = nextOnLadder(incident, paging);
	if (next?.step.kind !== "page_level") return null;
	const { level, round } = next.step;
	const targets = (paging.policy.levels[level - 1]?.targets ?? []).map((target) => ({
		...target,
		name: nameOf(paging, target, next.at),
	}));
	return { at: next.at, level, round, targets };
}

/** The end of a page's own time: the ladder's next step for the level that is current, ten minutes for a page outside it. */
export function deadlineOf(incident: Incident, paging: PagingPlan, page: Page): Instant {
	if (page.level === 0) return page.queuedAt + LAST_RESORT_EVERY_MS;
	const { ladder } = incident;
	const isCurrent =
		isOfRun(incident, page) &&
		page.round === ladder.round &&
		page.level === ladder.level &&
		!ladder.currentEmpty;
	if (!isCurrent) return page.queuedAt;
	return nextOnLadder(incident, paging)?.at ?? page.queuedAt + LAST_RESORT_EVERY_MS;
}

/** The pages that an acknowledgement, a resolve or a new run makes void. */
export function pendingPages(incident: Incident): Page[] {
	return [...incident.pages.values()].filter(isPending);
}

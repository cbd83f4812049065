import { applies } from "../../paging/rules/level-when.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { firstPageAt } from "../../paging/rules/severity-hours.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { type Instant, seconds, toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { takeCadenceStep } from "./cadence-events.ts";
import { cancelPending } from "./cancel.ts";
import { isSameCall } from "./earlier-methods.ts";
import { mayUndo } from "./ending.ts";
import { nextOnLadder, type Step } from "./escalation.ts";
import type { NewEvent } from "./events.ts";
import { FLAP_CALM_MS, isPausedByFlapping } from "./flapping.ts";
import type { Incident } from "./incident.ts";
import { pageRef } from "./incident.ts";
import type { Page } from "./incident-types.ts";
import { isPending } from "./page.ts";
import { type NewPageId, type Place, queueAt, queuePages } from "./queue-pages.ts";
import { announcing } from "./soak.ts";
import { pagesOfLevel, pagesOfTargets } from "./targets.ts";
import { adminsOnLadder, pagesOnLadder } from "./two-people.ts";

/** What is taken in one turn. Requests and looks are not: they wait for others. Ends of runs are: see `remediation-steps.ts`. */
export type LadderStep = Exclude<
	Step,
	{ kind: "attempt" | "soak_end" | "run_send" | "run_look" | "run_end" }
>;

/**
 * The events of a step, checked again against the incident as it is now: a step that is no longer due (acknowledged
 * meanwhile, already done) decides nothing. `paging` is as fresh as it can be had. Requests are not steps of this kind.
 */
export function takeStep(
	incident: Incident,
	paging: PagingPlan,
	step: LadderStep,
	now: Instant,
	newPageId: NewPageId,
): NewEvent[] {
	switch (step.kind) {
		case "page_level":
			return pageLevel(incident, paging, step, now, newPageId);
		case "exhaust":
			return exhaust(incident, paging);
		case "hours_begin":
			return beginHours(incident, paging);
		case "one_is_enough":
			return countFirst(incident, paging);
		case "lapse":
			return lapse(incident, paging, now);
		case "snooze_end":
			return endSnooze(incident, paging, now, newPageId);
		case "calm":
			return endFlapping(incident, now);
		case "announce":
			return mayUndo(incident, now) ? [] : announcing(incident, SYSTEM);
		case "acknowledgement_overdue":
			return sayNotAcknowledged(incident);
		case "update_due":
		case "update_overdue":
		case "remind":
			return takeCadenceStep(incident, paging, step, now, newPageId);
		case "unconfirm": {
			const page = incident.pages.get(step.pageId);
			if (page?.state !== "accepted") return [];
			return [{ type: "page_unconfirmed", actor: SYSTEM, data: pageRef(page) }];
		}
	}
}

function pageLevel(
	incident: Incident,
	paging: PagingPlan,
	step: Place,
	now: Instant,
	newPageId: NewPageId,
): NewEvent[] {
	const next = nextOnLadder(incident, paging)?.step;
	const isStillNext =
		next?.kind === "page_level" &&
		next.run === step.run &&
		next.round === step.round &&
		next.level === step.level;
	if (!isStillNext) return [];
	const { run, round, level } = step;
	const config = paging.policy.levels[level - 1];
	const targets = config?.targets ?? [];
	const pages = pagesOnLadder(paging, incident, level, now);
	const queued = queueAt(incident, pages, { run, round, level }, now, newPageId);
	if (queued.length > 0) return [...sayEscalated(incident, step, targets), ...queued];
	const isAnswered = pagesOfLevel(paging, incident, level, now).length > 0;
	const isSkipped = config !== undefined && !applies(config, incident.severity, now);
	const why = { ...(isAnswered && { isAnswered }), ...(isSkipped && { isSkipped }) };
	const data = { run, round, level, targets, ...why };
	const empty: NewEvent = { type: "level_empty", actor: SYSTEM, data };
	const isLastResort = incident.ladder.exhaustedAt !== null && incident.ladder.asked === null;
	if (!isLastResort) return [empty];
	return [empty, ...queuePages(incident, adminsOnLadder(paging, incident, now), run, now, newPageId)];
}

/** A new run, whose level 1 is paged at once; what still waits of the one before is void. */
function beginHours(incident: Incident, paging: PagingPlan): NewEvent[] {
	if (nextOnLadder(incident, paging)?.step.kind !== "hours_begin") return [];
	const run = incident.ladder.run + 1;
	const targets = paging.policy.levels[0]?.targets ?? [];
	const data = { run, round: 1, level: 1, targets, reason: "hours_began" as const };
	return [{ type: "escalated", actor: SYSTEM, data }, ...cancelPending(incident, "superseded", SYSTEM)];
}

/** The first level of a run needs no word: the event that began the run is the word. */
function sayEscalated(
	incident: Incident,
	place: Place,
	targets: PagingPlan["policy"]["levels"][0]["targets"],
): NewEvent[] {
	const { ladder } = incident;
	if (ladder.level === 0 || ladder.asked !== null) return [];
	const { run, round, level } = place;
	const missed = ladder.currentEmpty ? "not_reachable" : "not_acknowledged";
	const reason = ladder.exhaustedAt !== null ? "exhausted" : ladder.currentSkipped ? "skipped" : missed;
	return [{ type: "escalated", actor: SYSTEM, data: { run, round, level, targets, reason } }];
}

/** The pages of people whom somebody called in. An acknowledged incident calls them too: somebody asked for them. */
export function pageResponders(
	incident: Incident,
	paging: PagingPlan,
	targets: PagingPlan["policy"]["levels"][0]["targets"],
	now: Instant,
	newPageId: NewPageId,
): NewEvent[] {
	const { ladder } = incident;
	const run = incident.state === "acknowledged" ? ladder.run + 1 : ladder.run;
	return queuePages(incident, pagesOfTargets(paging, incident, targets, now), run, now, newPageId);
}

function exhaust(incident: Incident, paging: PagingPlan): NewEvent[] {
	if (nextOnLadder(incident, paging)?.step.kind !== "exhaust") return [];
	const { run, round, everyLevelEmpty } = incident.ladder;
	return [{ type: "exhausted", actor: SYSTEM, data: { run, round, everyLevelEmpty } }];
}

/** The first acknowledgement is whole from now on; whoever gave it leads already. */
function countFirst(incident: Incident, paging: PagingPlan): NewEvent[] {
	const first = incident.firstAcknowledgement;
	if (first === null || nextOnLadder(incident, paging)?.step.kind !== "one_is_enough") return [];
	const { by: actor, level } = first;
	const data = { pageId: null, occurredAt: null, becomesLead: false, alone: { level } };
	return [{ type: "acknowledged", actor, data }, ...cancelPending(incident, "acknowledged", actor)];
}

function lapse(incident: Incident, paging: PagingPlan, now: Instant): NewEvent[] {
	if (incident.state !== "acknowledged" || incident.snooze || incident.soak) return [];
	const at = toWireOrNull(firstPageAt(paging, incident.severity, now));
	return [
		{ type: "acknowledgement_lapsed", actor: SYSTEM, data: { reason: "timeout", firstPageAt: at } },
		...cancelPending(incident, "superseded", SYSTEM),
	];
}

/** Whoever snoozed is paged at once; the ladder starts again after level 1's own delay. */
function endSnooze(incident: Incident, paging: PagingPlan, now: Instant, newPageId: NewPageId): NewEvent[] {
	if (incident.state !== "acknowledged" || !incident.snooze) return [];
	const { by } = incident.snooze;
	const delaySeconds = paging.policy.levels[0]?.escalateAfterSeconds ?? 0;
	const start = firstPageAt(paging, incident.severity, now + seconds(delaySeconds));
	const ended: NewEvent = {
		type: "acknowledgement_lapsed",
		actor: SYSTEM,
		data: { reason: "snooze_ended", firstPageAt: toWireOrNull(start) },
	};
	const targets = by.kind === "user" && by.id !== null ? [{ kind: "user" as const, id: by.id }] : [];
	const pages = isPausedByFlapping(incident) ? [] : pagesOfTargets(paging, incident, targets, now);
	return [ended, ...queuePages(incident, pages, incident.ladder.run + 1, now, newPageId)];
}

/** It has worked for long enough: the flapping ends, and the incident with it. */
function endFlapping(incident: Incident, now: Instant): NewEvent[] {
	const { flapping } = incident;
	const isDue = flapping !== null && flapping.calmSince !== null && flapping.calmSince + FLAP_CALM_MS <= now;
	if (!isDue || incident.state === "resolved") return [];
	return [
		{ type: "flapping_ended", actor: SYSTEM, data: { calmSeconds: FLAP_CALM_MS / 1_000 } },
		{ type: "resolved", actor: SYSTEM, data: { note: null, disposition: null } },
		...cancelPending(incident, "resolved", SYSTEM),
	];
}

/** Said once for each time that somebody has it no more: nobody acknowledged in time. */
function sayNotAcknowledged({ acknowledgeBy: dueAt, isAcknowledgementOverdue, state }: Incident): NewEvent[] {
	if (dueAt === null || isAcknowledgementOverdue || state !== "triggered") return [];
	return [{ type: "acknowledgement_overdue", actor: SYSTEM, data: { dueAt: toWire(dueAt) } }];
}

/** The phone's word that a page arrived or was opened; each is told once, and methods that waited for it are let go. */
export function takeReceipt(incident: Incident, page: Page, receipt: "received" | "opened"): NewEvent[] {
	const isKnown = receipt === "opened" ? page.state === "opened" : page.receivedAt !== null;
	if (isKnown) return [];
	const type = receipt === "opened" ? "page_opened" : "page_received";
	const actor = { kind: "user" as const, id: page.userId, name: page.userName ?? page.methodName };
	const waiting = [...incident.pages.values()].filter(
		(other) => other.unlessReceived && isPending(other) && isSameCall(other, page),
	);
	return [
		{ type, actor: page.userId === null ? SYSTEM : actor, data: pageRef(page) },
		...waiting.map(
			(other): NewEvent => ({
				type: "page_cancelled",
				actor: SYSTEM,
				data: { ...pageRef(other), reason: "received" },
			}),
		),
	];
}

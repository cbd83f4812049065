import type { Severity } from "../../paging/rules/severity.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { type Instant, seconds, toWireOrNull } from "../../platform/rules/time.ts";
import type { RunAnswer } from "../../remediation/rules/answer.ts";
import { isBad, type Remediation } from "../../remediation/rules/remediation.ts";
import type { StoredEvent } from "./events.ts";
import { type Incident, nameFor } from "./incident.ts";
import type { RemediationRun } from "./incident-types.ts";
import type { RemediationRef, RemediationStarted } from "./remediation-events.ts";

/** Requests of one run, all with the same identity. */
export const MAX_ATTEMPTS = 3;
/** A run starts by itself only so soon after the incident began: later, people are at work. */
export const STARTS_WITHIN_MS = seconds(60);

/** A run that the ledger of all incidents has let in, with what it was let in under. */
export interface ClaimedRun {
	id: string;
	claimedAt: Instant;
	remediation: Remediation;
	/** Nobody asked for it. */
	isAutomatic: boolean;
	actor: Actor;
	/** Its place in the ledger, to take it back. */
	turn: number;
}

/** The next run of this remediation here. The same run asked for twice is one, also after a kill in between. */
export function nextRunId({ id, remediationRuns }: Incident, remediationId: string): string {
	const earlier = remediationRuns.filter((run) => run.remediationId === remediationId).length;
	return `run_${id.replace(/^inc_/, "")}_${remediationId.replace(/^rem_/, "")}_${earlier + 1}`;
}

/** The run that is going; null when none is. There is never more than one. */
export function goingRun({ remediationRuns }: Incident): RemediationRun | null {
	return remediationRuns.find((run) => run.finishedAt === null) ?? null;
}

/** Why this incident takes no run of this remediation now, for people; null when it does. */
export function refusalHere(
	incident: Incident,
	{ id, serviceId, maxRuns }: Remediation,
	isAutomatic: boolean,
	now: Instant,
): string | null {
	if (incident.state === "resolved") return `${nameFor(incident)} is resolved; reopen it first.`;
	if (incident.soak) return "It works again, and is watched.";
	if (incident.drill) return "A drill runs no remediation.";
	if (serviceId !== incident.service.id) return "This remediation belongs to another service.";
	const going = goingRun(incident);
	if (going) return `${going.name} is still running.`;
	const own = incident.remediationRuns.filter(
		(run) => run.remediationId === id && run.epoch === incident.epoch,
	);
	if (own.length >= maxRuns)
		return `It ran ${maxRuns === 1 ? "once" : `${maxRuns} times`} in this incident, which is its limit.`;
	if (isAutomatic && !startsByItself(incident, now))
		return "The incident began too long ago, or somebody has it.";
	return null;
}

/** One run starts by itself in an epoch, while it is young and nobody has it. */
export function startsByItself(incident: Incident, now: Instant): boolean {
	const { state, drill, source, epoch, startedAt, remediationRuns, flapping, soak } = incident;
	if (state !== "triggered" || drill || source.kind === "test" || flapping !== null || soak) return false;
	if (remediationRuns.some((run) => run.epoch === epoch && run.automatic)) return false;
	return now - startedAt < STARTS_WITHIN_MS;
}

/** A page of these may be held; a P1 never is. */
export function mayBeHeld(severity: Severity): boolean {
	return severity === "P2" || severity === "P3";
}

/** Nobody has been asked for help yet, by the ladder or by anybody. */
function isUnpaged({ ladder, pages, epoch }: Incident): boolean {
	if (ladder.level !== 0 || ladder.asked !== null) return false;
	return ![...pages.values()].some((page) => page.epoch === epoch && page.attempts > 0);
}

/** What the timeline says of a run that starts now. */
export function startOf(incident: Incident, claim: ClaimedRun): RemediationStarted {
	const { id, claimedAt, remediation, isAutomatic } = claim;
	const { timeoutSeconds, verifySeconds, beforePagingSeconds } = remediation;
	const holds = isAutomatic && beforePagingSeconds > 0 && mayBeHeld(incident.severity) && isUnpaged(incident);
	const earlier = incident.remediationRuns.filter((run) => run.remediationId === remediation.id).length;
	return {
		runId: id,
		remediationId: remediation.id,
		name: remediation.name,
		run: earlier + 1,
		automatic: isAutomatic,
		deadlineAt: toWireOrNull(claimedAt + seconds(timeoutSeconds)) ?? "",
		verifySeconds,
		holdsPagesUntilAt: toWireOrNull(holds ? incident.startedAt + seconds(beforePagingSeconds) : null),
	};
}

/** Until when level 1 is held for a run; null when it is not. */
export function heldUntil(incident: Incident): Instant | null {
	const { ladder, epoch, severity } = incident;
	const run = goingRun(incident);
	if (!run || run.epoch !== epoch || run.ladderRun !== ladder.run || ladder.level !== 0) return null;
	return mayBeHeld(severity) ? run.holdsUntilAt : null;
}

/** A recovery ends the incident only where a page was held for the run, and nobody has been paged since. */
export function endsIncident(incident: Incident, run: RemediationRun): boolean {
	const { state, epoch, ladder, severity, flapping } = incident;
	const isSame = state === "triggered" && run.epoch === epoch && run.ladderRun === ladder.run;
	return (
		isSame && run.holdsUntilAt !== null && mayBeHeld(severity) && flapping === null && isUnpaged(incident)
	);
}

/** What a page says of what was tried: "tried Restart, it failed"; null when there is nothing to say. */
export function triedWords({ remediationRuns, epoch }: Incident): string | null {
	const run = remediationRuns.findLast((each) => each.epoch === epoch);
	if (!run) return null;
	if (run.finishedAt === null) return `trying ${run.name}, no result yet`;
	return isBad(run.result) ? `tried ${run.name}, it failed` : null;
}

/** What every event of this run carries. */
export function runRef({ id, remediationId, name }: RemediationRun): RemediationRef {
	return { runId: id, remediationId, name };
}

/** When the receiver is asked again: 2 s after the first answer, 4 s after the second; null when not in time. */
export function askAgainAt(run: RemediationRun, answer: RunAnswer, now: Instant): Instant | null {
	if (answer.outcome !== "retry" || run.attempts >= MAX_ATTEMPTS) return null;
	const at = now + seconds(2 ** run.attempts);
	return at < run.deadlineAt ? at : null;
}

/** The ends that the ledger of all incidents is to know of. */
export function endsOfRuns(events: StoredEvent[]) {
	return events.flatMap((event) => {
		if (event.type !== "remediation_finished") return [];
		const { runId: id, remediationId, result } = event.data;
		return [{ id, remediationId, finishedAt: event.at, result }];
	});
}

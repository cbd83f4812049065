import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { type Instant, seconds, toWireOrNull } from "../../platform/rules/time.ts";
import type { RunAnswer } from "../../remediation/rules/answer.ts";
import type { RunResult } from "../../remediation/rules/remediation.ts";
import type { NewEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import type { CheckSeen, RemediationRun } from "./incident-types.ts";
import {
	askAgainAt,
	type ClaimedRun,
	endsIncident,
	MAX_ATTEMPTS,
	refusalHere,
	runRef,
	startOf,
} from "./remediation-run.ts";
import { endOrSoak } from "./soak.ts";

/** What is to be done for a run: ask its receiver, look whether the service works again, or end it. */
export type RunStep =
	| { kind: "run_send"; runId: string }
	| { kind: "run_look"; runId: string }
	| { kind: "run_end"; runId: string };

/** What the checks of a verification came to. `unanswered`: nothing that was checked fails, and not all was checked. */
export interface Verdict {
	result: "recovered" | "failing" | "unanswered" | "nothing_to_check";
	evidence: CheckSeen[];
}

/** What is due for the runs, and when. `inFlight` names the runs for which something is under way in this process. */
export function runSteps(incident: Incident, now: Instant, inFlight: ReadonlySet<string>): Timed[] {
	return incident.remediationRuns
		.filter((run) => run.finishedAt === null)
		.flatMap((run) => stepsOf(incident, run, now, inFlight.has(run.id)));
}

type Timed = { at: Instant; step: RunStep };

function stepsOf(incident: Incident, run: RemediationRun, now: Instant, isBusy: boolean): Timed[] {
	const end = (at: Instant): Timed[] => [{ at, step: { kind: "run_end", runId: run.id } }];
	if (run.doneAt !== null) {
		const untilAt = run.doneAt + seconds(run.verifySeconds);
		if (isBusy) return [];
		if (isOver(incident, run)) return end(now);
		const look: Timed = { at: run.doneAt, step: { kind: "run_look", runId: run.id } };
		return now < untilAt ? [look, ...end(untilAt)] : end(untilAt);
	}
	if (isBusy) return end(run.deadlineAt);
	if (isOver(incident, run) || run.attempts >= MAX_ATTEMPTS) return end(now);
	const send: Timed = { at: run.retryAt ?? run.startedAt, step: { kind: "run_send", runId: run.id } };
	return now < run.deadlineAt ? [send, ...end(run.deadlineAt)] : end(run.deadlineAt);
}

/** The episode that it was started for has ended, or works again and is watched. */
function isOver(incident: Incident, run: RemediationRun): boolean {
	return incident.state === "resolved" || incident.soak !== null || run.epoch !== incident.epoch;
}

/** The events of a start, none when it is no longer due: asked after everything that had to be waited for. */
export function startRun(incident: Incident, claim: ClaimedRun, now: Instant): NewEvent[] {
	const { remediation, isAutomatic, claimedAt, actor } = claim;
	const isLate = now >= claimedAt + seconds(remediation.timeoutSeconds);
	if (isLate || refusalHere(incident, remediation, isAutomatic, now) !== null) return [];
	return [{ type: "remediation_started", actor, data: startOf(incident, claim) }];
}

/** The run whose next request may leave right now; null when none may. */
export function runThatMaySend(incident: Incident, runId: string, now: Instant): RemediationRun | null {
	const run = openRun(incident, runId);
	if (!run || run.doneAt !== null || isOver(incident, run)) return null;
	return run.attempts < MAX_ATTEMPTS && now < run.deadlineAt ? run : null;
}

/** The run whose recovery is to be looked at right now; null when there is none. */
export function runToLookAt(incident: Incident, runId: string): RemediationRun | null {
	const run = openRun(incident, runId);
	return run && run.doneAt !== null && !isOver(incident, run) ? run : null;
}

function openRun(incident: Incident, runId: string): RemediationRun | null {
	return incident.remediationRuns.find((run) => run.id === runId && run.finishedAt === null) ?? null;
}

/** The request that is about to leave; it is committed before. */
export function sending(run: RemediationRun): NewEvent {
	return {
		type: "remediation_attempted",
		actor: SYSTEM,
		data: { ...runRef(run), attempt: run.attempts + 1 },
	};
}

/** The events of an answer. One that comes after the run's end, or after another of the same attempt, changes nothing. */
export function answered(
	incident: Incident,
	runId: string,
	attempt: number,
	answer: RunAnswer,
	now: Instant,
): NewEvent[] {
	const run = openRun(incident, runId);
	if (!run || run.answered || run.attempts !== attempt || now >= run.deadlineAt) return [];
	const again = isOver(incident, run) ? null : askAgainAt(run, answer, now);
	const data = { ...runRef(run), ...answer, attempt, retryAt: toWireOrNull(again) };
	const said: NewEvent = { type: "remediation_answered", actor: SYSTEM, data };
	if (answer.outcome === "done" || again !== null) return [said];
	return [said, finished(run, { result: "failed", message: answer.message })];
}

/** The end of a run before its request could leave: somebody stopped all remediations, or deleted this one. */
export function calledOff(incident: Incident, runId: string, reason: "stopped" | "removed"): NewEvent[] {
	const run = openRun(incident, runId);
	if (!run || run.doneAt !== null) return [];
	const result = run.attempts === 0 ? "cancelled" : "failed";
	return [finished(run, { result, reason: CALLED_OFF[reason] })];
}

const CALLED_OFF = { stopped: "Remediations were stopped.", removed: "The remediation was deleted." };

/** What a look at the service leads to; nothing while it fails and there is time left to look again. */
export function lookedAt(
	incident: Incident,
	paging: PagingPlan,
	runId: string,
	verdict: Verdict,
	now: Instant,
	lookAgainMs: number,
): NewEvent[] {
	const run = runToLookAt(incident, runId);
	if (!run || run.doneAt === null) return [];
	switch (verdict.result) {
		case "recovered":
			return recovered(incident, paging, run, now);
		case "nothing_to_check":
			return [finished(run, { result: "unverified", reason: "There is nothing to check." })];
		case "failing":
		case "unanswered": {
			const untilAt = run.doneAt + seconds(run.verifySeconds);
			return now + lookAgainMs < untilAt ? [] : [notRecovered(run, verdict)];
		}
	}
}

function recovered(incident: Incident, paging: PagingPlan, run: RemediationRun, now: Instant): NewEvent[] {
	const told = finished(run, { result: "recovered" });
	if (!endsIncident(incident, run)) return [told];
	const note = `${run.name} ran before anyone was paged. All checks pass.`;
	return [told, ...endOrSoak(incident, paging, SYSTEM, now, { note, disposition: null })];
}

function notRecovered(run: RemediationRun, verdict: Verdict | null): NewEvent {
	if (verdict?.result === "unanswered")
		return finished(run, { result: "unverified", reason: "Not everything could be checked." });
	const within = `Checks did not pass within ${run.verifySeconds} s.`;
	return finished(run, { result: "not_recovered", reason: within, evidence: verdict?.evidence ?? [] });
}

/**
 * The end of a run whose time is over, or whose incident is. `seen` is what the last look saw, null when none came to an
 * end in this process. Nothing when the run is not to end now.
 */
export function endRun(
	incident: Incident,
	runId: string,
	now: Instant,
	seen: Verdict | null,
	isBusy: boolean,
): NewEvent[] {
	const run = openRun(incident, runId);
	if (!run) return [];
	const { doneAt, attempts } = run;
	if (isOver(incident, run) && !isBusy) return [endOfOver(run)];
	if (doneAt === null) {
		if (now >= run.deadlineAt) return [late(run)];
		const isSpent = attempts >= MAX_ATTEMPTS && !isBusy;
		return isSpent ? [finished(run, { result: "failed", reason: "No answer is known." })] : [];
	}
	if (now < doneAt + seconds(run.verifySeconds)) return [];
	if (run.verifySeconds === 0) return [finished(run, { result: "unverified", reason: null })];
	return [notRecovered(run, seen)];
}

function endOfOver(run: RemediationRun): NewEvent {
	const reason = "The incident was resolved meanwhile.";
	if (run.doneAt !== null) return finished(run, { result: "unverified", reason });
	return finished(run, { result: "cancelled", reason });
}

function late(run: RemediationRun): NewEvent {
	if (run.attempts === 0)
		return finished(run, { result: "cancelled", reason: "No request could be sent in time." });
	return finished(run, { result: "late", reason: "The receiver did not answer in time." });
}

function finished(
	run: RemediationRun,
	end: { result: RunResult; reason?: string | null; message?: string | null; evidence?: CheckSeen[] },
): NewEvent {
	const data = {
		...runRef(run),
		result: end.result,
		reason: end.reason ?? null,
		message: end.message ?? run.message,
		attempts: run.attempts,
		evidence: (end.evidence ?? []).filter(({ outcome }) => outcome === "down"),
	};
	return { type: "remediation_finished", actor: SYSTEM, data };
}

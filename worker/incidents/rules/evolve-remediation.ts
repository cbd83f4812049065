import { fromWire } from "../../platform/rules/time.ts";
import type { IncidentEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import type { RemediationRun } from "./incident-types.ts";
import { instantOrNull } from "./promised.ts";

export type RemediationEvent = Extract<IncidentEvent, { type: `remediation_${string}` }>;

/** What an event of a remediation's run changes: that run, and nothing else. */
export function applyRemediation(incident: Incident, event: RemediationEvent): void {
	if (event.type === "remediation_started") {
		incident.remediationRuns.push(begun(incident, event));
		return;
	}
	const run = incident.remediationRuns.find(({ id }) => id === event.data.runId);
	if (!run && incident.hasUnknown) return;
	if (!run) throw new Error(`${event.type} of a run that never started`);
	applyToRun(run, event);
}

function begun(
	{ epoch, ladder }: Incident,
	{ data, at }: Extract<RemediationEvent, { type: "remediation_started" }>,
): RemediationRun {
	return {
		id: data.runId,
		remediationId: data.remediationId,
		name: data.name,
		epoch,
		ladderRun: ladder.run,
		automatic: data.automatic,
		startedAt: at,
		deadlineAt: fromWire(data.deadlineAt),
		verifySeconds: data.verifySeconds,
		holdsUntilAt: instantOrNull(data.holdsPagesUntilAt),
		attempts: 0,
		answered: true,
		retryAt: null,
		message: null,
		doneAt: null,
		finishedAt: null,
		result: null,
	};
}

function applyToRun(
	run: RemediationRun,
	event: Exclude<RemediationEvent, { type: "remediation_started" }>,
): void {
	switch (event.type) {
		case "remediation_attempted":
			run.attempts = event.data.attempt;
			run.answered = false;
			run.retryAt = null;
			return;
		case "remediation_answered":
			run.answered = true;
			run.message = event.data.message;
			run.retryAt = instantOrNull(event.data.retryAt);
			if (event.data.outcome === "done") run.doneAt = event.at;
			return;
		case "remediation_finished":
			run.finishedAt = event.at;
			run.result = event.data.result;
			return;
	}
}

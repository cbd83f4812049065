import { fromWire, type Instant } from "../../platform/rules/time.ts";
import type { EventData } from "./events.ts";
import { promiseAnew } from "./evolve-updates.ts";
import type { Incident } from "./incident.ts";

/** It is over. While the public is not told of it yet, the resolve may be taken back. */
export function applyResolved(incident: Incident, data: EventData["resolved"], at: Instant): void {
	const { status: shown, soak } = incident;
	const statusBefore = soak?.statusBefore ?? shown;
	const { undoUntilAt } = data;
	incident.unannounced =
		undoUntilAt === undefined ? null : { undoUntilAt: fromWire(undoUntilAt), shown, statusBefore };
	incident.state = "resolved";
	incident.status = "resolved";
	incident.resolvedAt = at;
	incident.disposition = data.disposition ?? incident.disposition;
	incident.closings = [...closingsBefore(incident), data.publicMessage ?? null];
	incident.soak = null;
	incident.handovers = {};
	nothingRuns(incident);
}

/** It works again: nothing of what ran goes on while it is watched. */
export function applySoakStarted(incident: Incident, data: EventData["soak_started"], at: Instant): void {
	const { note, disposition, untilAt, publicMessage = null } = data;
	const statusBefore = incident.status === "monitoring" ? "investigating" : incident.status;
	incident.soak = {
		startedAt: at,
		untilAt: fromWire(untilAt),
		note,
		disposition,
		publicMessage,
		statusBefore,
	};
	incident.soaks.push({ startedAt: at, failedAt: null });
	incident.status = "monitoring";
	incident.monitoringAt = at;
	incident.disposition = disposition ?? incident.disposition;
	incident.ladder.asked = null;
	nothingRuns(incident);
}

/** It is not over: what the public was promised begins anew. */
export function applySoakEnded(incident: Incident, at: Instant): void {
	incident.status = incident.soak?.statusBefore ?? incident.status;
	failSoak(incident, at);
	incident.monitoringAt = null;
	promiseAnew(incident, at);
}

/**
 * The episode that a reopening begins. To the public it is a new one only if it was told of the end of the last: what
 * failed while it was watched, or was resolved and taken back, goes on.
 */
export function beginEpisode(incident: Incident, at: Instant): void {
	const { unannounced, soak, startedAt, resolvedAt } = incident;
	incident.status = unannounced?.statusBefore ?? "investigating";
	// What nobody was told was not said.
	if (unannounced) incident.closings = closingsBefore(incident);
	if (unannounced || soak) failSoak(incident, at);
	else if (resolvedAt !== null) {
		incident.earlier.push({ startedAt, resolvedAt });
		incident.startedAt = at;
		incident.publicSince = null;
	}
	incident.unannounced = null;
}

/** Those of the earlier episodes. Of an episode that ended before there was a choice there is none. */
const closingsBefore = ({ earlier, closings }: Incident): (string | null)[] =>
	earlier.map((_, i) => closings[i] ?? null);

function failSoak(incident: Incident, at: Instant): void {
	const last = incident.soaks.at(-1);
	// One that a told resolve ended lies in an earlier episode.
	if (last && last.startedAt >= incident.startedAt) last.failedAt ??= at;
	incident.soak = null;
}

/** What ends with the incident, or while it is watched. */
export function nothingRuns(incident: Incident): void {
	incident.snooze = null;
	incident.flapping = null;
	incident.nextUpdateDueAt = null;
	incident.nextStakeholderUpdateDueAt = null;
	incident.acknowledgeBy = null;
	incident.estimatedResolutionAt = null;
}

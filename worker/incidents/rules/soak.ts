/**
 * The soak: what works again is watched for the service's `soakSeconds` before it counts as resolved. The incident stays
 * open meanwhile, with the status `monitoring`, and pages nobody. A failure begins a new epoch of it, which pages; a
 * window without one ends in the resolve. See docs/recovery.md.
 */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { type Instant, seconds, toWire } from "../../platform/rules/time.ts";
import { cancelPending } from "./cancel.ts";
import { awaitsAnnouncement } from "./ending.ts";
import type { NewEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import type { Ending } from "./incident-types.ts";
import { dispositionOf } from "./triage.ts";

/** A person at a screen may take a resolve back for this long; only then the public is told. */
export const UNDO_MS = seconds(10);

/**
 * The end of what works again: a soak where the service wants one, else the resolve. One that is watched already is
 * resolved.
 */
export function endOrSoak(
	incident: Incident,
	paging: PagingPlan,
	actor: Actor,
	now: Instant,
	ending: Ending,
): NewEvent[] {
	const forSeconds = paging.service.soakSeconds ?? 0;
	if (forSeconds === 0 || incident.soak !== null) return resolving(incident, actor, now, ending);
	const untilAt = toWire(now + seconds(forSeconds));
	return [
		{ type: "soak_started", actor, data: { seconds: forSeconds, untilAt, ...ending } },
		...cancelPending(incident, "watched", actor),
	];
}

/** The resolve itself. Of a person it can be taken back for a moment; a tool or a script has nobody who would. */
export function resolving(incident: Incident, actor: Actor, now: Instant, ending: Ending): NewEvent[] {
	const undoUntilAt = actor.kind === "user" ? { undoUntilAt: toWire(now + UNDO_MS) } : {};
	// Where somebody has said it already, in the watch for example, that stands.
	const found = incident.disposition === null ? dispositionOf(incident.triage) : null;
	const disposition = ending.disposition ?? found;
	return [
		{ type: "resolved", actor, data: { ...ending, disposition, ...undoUntilAt } },
		...cancelPending(incident, "resolved", actor),
	];
}

/** Somebody says that it is not over, or acts as if: nothing when it is not watched. */
export function stopSoak(incident: Incident, actor: Actor): NewEvent[] {
	if (incident.soak === null) return [];
	return [{ type: "soak_ended", actor, data: { reason: "not_recovered" } }];
}

/** The public is told of the end: from now on nobody takes it back. Nothing when it was told before. */
export function announcing(incident: Incident, actor: Actor): NewEvent[] {
	if (!awaitsAnnouncement(incident)) return [];
	const { id, epoch } = incident;
	return [{ type: "resolution_announced", actor, data: { announcementId: `${id}-${epoch}`, epoch } }];
}

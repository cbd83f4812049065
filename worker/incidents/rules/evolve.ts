import { fromWire, type Instant } from "../../platform/rules/time.ts";
import type { EventData, IncidentEvent, StoredEvent } from "./events.ts";
import { applyLadder, applyPage, retrigger } from "./evolve-paging.ts";
import { failsAgain, startsWithin } from "./flapping.ts";
import { begin, dueAfter, type Incident, instantOrNull, newLadder } from "./incident.ts";
import type { IncidentStatus } from "./incident-types.ts";
import type { PublicStatus } from "./public-view.ts";

/**
 * The incident after one more event. Null is the incident before its first event. It changes `incident` in place
 * (a timeline may have 10,000 events) and answers it; total over every type, so that a new one is a compile error.
 */
export function evolve(incident: Incident | null, event: StoredEvent): Incident {
	if (incident === null) return begin(event);
	if (event.seq !== incident.seq + 1) throw new Error(`seq ${event.seq} after ${incident.seq}`);
	incident.seq = event.seq;
	incident.lastEventAt = event.at;
	if (incident.state === "acknowledged" && isHuman(event)) incident.lastHumanAt = event.at;
	apply(incident, event);
	return incident;
}

/** Folds a whole timeline; null for an empty one. */
export function replay(events: Iterable<StoredEvent>): Incident | null {
	let incident: Incident | null = null;
	for (const event of events) incident = evolve(incident, event);
	return incident;
}

/** A phone's word that a page arrived is no word of a person, and of what is unknown nobody can say. */
function isHuman(event: StoredEvent): boolean {
	if (["page_received", "page_opened", "unknown"].includes(event.type)) return false;
	return event.actor.kind === "user" || event.actor.kind === "token";
}

function apply(incident: Incident, event: StoredEvent): void {
	switch (event.type) {
		case "triggered":
			throw new Error("triggered twice");
		case "alert_received":
			incident.alertIds.add(`${event.type}:${event.data.alertId}`);
			if (incident.flapping) incident.flapping = failsAgain(incident.flapping, event.at);
			return;
		case "alert_resolved":
			incident.alertIds.add(`${event.type}:${event.data.alertId}`);
			if (incident.flapping && event.data.held) incident.flapping.calmSince ??= event.at;
			return;
		case "flapping_started":
			incident.flapping = { failsSince: event.at, calmSince: null };
			return;
		case "flapping_ended":
			incident.flapping = null;
			return;
		case "page_queued":
		case "page_attempted":
		case "page_accepted":
		case "page_unconfirmed":
		case "page_received":
		case "page_opened":
		case "page_answered":
		case "page_failed":
		case "page_cancelled":
			return applyPage(incident, event);
		case "escalated":
		case "level_empty":
		case "exhausted":
			return applyLadder(incident, event);
		case "acknowledged":
		case "acknowledgement_lapsed":
		case "unacknowledged":
		case "snoozed":
		case "resolved":
		case "reopened":
			return applyState(incident, event);
		case "severity_changed":
			return applySeverity(incident, event.data, event.at);
		case "status_changed":
			return applyStatus(incident, event.data.to, event.at);
		case "update_published":
			return applyUpdate(incident, event.data, event.at);
		case "update_due":
			incident.updateDueSaid = "due";
			return;
		case "update_overdue":
			incident.updateDueSaid = "overdue";
			return;
		case "role_assigned":
			incident.roles[event.data.role] = { id: event.data.userId, name: event.data.userName };
			return;
		case "recovery_checked":
			incident.isOverridden = event.data.overrideReason !== null;
			return;
		case "responder_added":
		case "note_added":
		case "runbook_step":
		case "remediation_started":
		case "remediation_finished":
		case "merged":
		case "roster_changed":
			return;
		case "unknown":
			incident.hasUnknown = true;
			return;
	}
}

type StateEvent = Extract<
	IncidentEvent,
	{
		type: "acknowledged" | "acknowledgement_lapsed" | "unacknowledged" | "snoozed" | "resolved" | "reopened";
	}
>;

function applyState(incident: Incident, event: StateEvent): void {
	switch (event.type) {
		case "acknowledged":
			incident.state = "acknowledged";
			incident.acknowledgedBy = event.actor;
			incident.acknowledgedAt = event.at;
			incident.lastHumanAt = event.at;
			// Whoever asked for the next level has their answer: somebody has it.
			incident.ladder.asked = null;
			if (event.data.becomesLead && event.actor.id !== null)
				incident.roles.lead = { id: event.actor.id, name: event.actor.name };
			return;
		case "snoozed":
			incident.snooze = { untilAt: fromWire(event.data.untilAt), by: event.actor };
			return;
		case "acknowledgement_lapsed":
		case "unacknowledged":
			retrigger(incident);
			incident.ladder = newLadder(incident.ladder.run + 1, instantOrNull(event.data.firstPageAt));
			return;
		case "resolved":
			// What somebody ended was no pause of a problem that goes on by itself.
			if (isHuman(event)) incident.starts = [];
			return applyResolved(incident, event.at);
		case "reopened":
			return applyReopened(incident, event.data, event.at);
	}
}

function applyResolved(incident: Incident, at: Instant): void {
	incident.state = "resolved";
	incident.status = "resolved";
	incident.resolvedAt = at;
	incident.snooze = null;
	incident.flapping = null;
	incident.nextUpdateDueAt = null;
	incident.estimatedResolutionAt = null;
}

function applyReopened(incident: Incident, data: EventData["reopened"], at: Instant): void {
	retrigger(incident);
	if (incident.resolvedAt !== null)
		incident.earlier.push({ startedAt: incident.startedAt, resolvedAt: incident.resolvedAt });
	incident.startedAt = at;
	incident.starts = startsWithin(incident.starts, at);
	incident.resolvedAt = null;
	incident.isOverridden = false;
	incident.monitoringAt = null;
	incident.status = "investigating";
	incident.epoch += 1;
	incident.ladder = newLadder(1, instantOrNull(data.firstPageAt));
	incident.nextUpdateDueAt = dueAfter(at, incident.publicUpdateEverySeconds);
	incident.updateDueSaid = "nothing";
}

function applySeverity(incident: Incident, data: EventData["severity_changed"], at: Instant): void {
	incident.severity = data.to;
	incident.urgency = data.urgency;
	incident.publicUpdateEverySeconds = data.publicUpdateEverySeconds;
	incident.nextUpdateDueAt = dueAfter(at, data.publicUpdateEverySeconds);
	incident.updateDueSaid = "nothing";
	if (data.public && incident.component !== null) incident.published = true;
	if (data.newRun) {
		incident.ladder = newLadder(incident.ladder.run + 1, instantOrNull(data.firstPageAt));
		return;
	}
	incident.ladder.pagedAt = Math.max(incident.ladder.pagedAt, at);
	if (incident.ladder.level === 0) incident.ladder.startsAt = instantOrNull(data.firstPageAt);
}

function applyStatus(incident: Incident, to: IncidentStatus, at: Instant): void {
	incident.status = to;
	if (to === "monitoring") incident.monitoringAt ??= at;
}

function applyUpdate(incident: Incident, data: EventData["update_published"], at: Instant): void {
	applyStatus(incident, data.status, at);
	if (data.audience !== "public") return;
	if (incident.component !== null) incident.published = true;
	incident.updates.push({
		id: data.updateId,
		at,
		status: publicStatus(data.status),
		message: data.message,
	});
	incident.nextUpdateDueAt = instantOrNull(data.nextUpdateDueAt);
	incident.updateDueSaid = "nothing";
	incident.estimatedResolutionAt = instantOrNull(data.estimatedResolutionAt);
}

/** `triage` is shown to the public as `investigating`. */
export function publicStatus(status: IncidentStatus): PublicStatus {
	return status === "triage" ? "investigating" : status;
}

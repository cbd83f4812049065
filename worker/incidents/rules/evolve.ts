import { fromWire, type Instant } from "../../platform/rules/time.ts";
import type { EventData, EventType, IncidentEvent, StoredEvent } from "./events.ts";
import { applyAcknowledged, applyFirstAcknowledged } from "./evolve-acknowledged.ts";
import { applyCallAnswered, applyResponderAdded, noteComing } from "./evolve-called-in.ts";
import { applyResolved, applySoakEnded, applySoakStarted, beginEpisode } from "./evolve-end.ts";
import { applyMerged, applyMergedIn, applySplitOff, undoMerge } from "./evolve-merge.ts";
import { applyLadder, applyPage, applyRoster, retrigger } from "./evolve-paging.ts";
import { applyRemediation } from "./evolve-remediation.ts";
import { applyStatus, applyUpdate, promiseAnew } from "./evolve-updates.ts";
import { failsAgain, startsWithin } from "./flapping.ts";
import { begin, type Incident, newLadder } from "./incident.ts";
import { acknowledgeBefore, instantOrNull, promisesFrom } from "./promised.ts";
import { applyRunbook, beginAnew } from "./runbook.ts";
import { mayHide, UNTRIAGED } from "./triage.ts";

/**
 * The incident after one more event. Null is the incident before its first event. It changes `incident` in place
 * (a timeline may have 10,000 events) and answers it.
 */
export function evolve(incident: Incident | null, event: StoredEvent): Incident {
	if (incident === null) return begin(event);
	if (event.seq !== incident.seq + 1) throw new Error(`seq ${event.seq} after ${incident.seq}`);
	incident.seq = event.seq;
	incident.lastEventAt = event.at;
	if (!mayHide(event.type)) incident.staysInSight.add(event.seq);
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

/** What an event of this type changes. */
type Changes = {
	[T in EventType]?: (incident: Incident, event: Extract<IncidentEvent, { type: T }>) => void;
};

function apply(incident: Incident, event: StoredEvent): void {
	if (event.type === "unknown") {
		incident.hasUnknown = true;
		return;
	}
	// The entry of a type takes the events of that type.
	(CHANGES[event.type] as ((incident: Incident, event: IncidentEvent) => void) | undefined)?.(
		incident,
		event,
	);
}

const CHANGES: Changes = {
	triggered() {
		throw new Error("triggered twice");
	},
	numbered(incident, { data }) {
		incident.number = data.number;
	},
	alert_received(incident, { type, data, at }) {
		incident.alertIds.add(`${type}:${data.alertId}`);
		if (incident.flapping) incident.flapping = failsAgain(incident.flapping, at);
	},
	alert_resolved(incident, { type, data, at }) {
		incident.alertIds.add(`${type}:${data.alertId}`);
		if (incident.flapping && data.held) incident.flapping.calmSince ??= at;
	},
	flapping_started(incident, { at }) {
		incident.flapping = { failsSince: at, calmSince: null };
	},
	flapping_ended(incident) {
		incident.flapping = null;
	},
	page_queued: applyPage,
	page_bundled: applyPage,
	page_attempted: applyPage,
	page_accepted: applyPage,
	page_unconfirmed: applyPage,
	page_received: applyPage,
	page_opened: applyPage,
	page_answered(incident, event) {
		applyPage(incident, event);
		const { userId, level, answer } = event.data;
		if (level === 0) noteComing(incident, userId, answer === "has_it" ? "accepted" : "declined");
	},
	responder_added: applyResponderAdded,
	responder_answered: (incident, { data }) => applyCallAnswered(incident, data),
	handover_suggested(incident, { data }) {
		incident.suggestion = { ...data, keptAt: null };
	},
	handover_kept(incident, { at }) {
		if (incident.suggestion) incident.suggestion.keptAt = at;
	},
	page_failed: applyPage,
	page_cancelled: applyPage,
	remediation_started: applyRemediation,
	remediation_attempted: applyRemediation,
	remediation_answered: applyRemediation,
	remediation_finished: applyRemediation,
	runbook_attached: applyRunbook,
	runbook_step: applyRunbook,
	escalated: applyLadder,
	level_empty: applyLadder,
	exhausted: applyLadder,
	acknowledged: applyAcknowledged,
	first_acknowledged: applyFirstAcknowledged,
	snoozed(incident, { actor, data }) {
		incident.snooze = { untilAt: fromWire(data.untilAt), by: actor };
	},
	acknowledgement_lapsed: (incident, { data }) => triggerAgain(incident, data.firstPageAt),
	unacknowledged: (incident, { data }) => triggerAgain(incident, data.firstPageAt),
	resolved(incident, event) {
		// What somebody ended was no pause of a problem that goes on by itself.
		if (isHuman(event)) incident.starts = [];
		applyResolved(incident, event.data, event.at);
	},
	soak_started(incident, event) {
		if (isHuman(event)) incident.starts = [];
		applySoakStarted(incident, event.data, event.at);
	},
	soak_ended: (incident, { at }) => applySoakEnded(incident, at),
	resolution_announced(incident) {
		incident.unannounced = null;
	},
	disposition_set(incident, { data }) {
		incident.disposition = data.to;
	},
	triaged(incident, { data }) {
		incident.triage = { ...incident.triage, ...data };
	},
	line_marked({ marks }, { data: { line, mark, on } }) {
		if (on) marks[mark].add(line);
		else marks[mark].delete(line);
	},
	reopened: (incident, { data, at }) => applyReopened(incident, data, at),
	merged: (incident, { data, at }) => applyMerged(incident, data, at),
	merged_in: (incident, { data, at }) => applyMergedIn(incident, data, at),
	split_off: (incident, { data }) => applySplitOff(incident, data),
	linked(incident, { data }) {
		incident.linked.add(data.incidentId);
	},
	unlinked(incident, { data }) {
		incident.linked.delete(data.incidentId);
	},
	roster_changed: (incident, { data }) => applyRoster(incident, data.firstPageAt),
	severity_changed: (incident, { data, at }) => applySeverity(incident, data, at),
	status_changed: (incident, { data, at }) => applyStatus(incident, data.to, at),
	update_published: (incident, { data, at }) => {
		applyStatus(incident, data.status, at);
		applyUpdate(incident, data, at);
	},
	update_due(incident) {
		incident.updateDueSaid = "due";
	},
	update_overdue(incident) {
		incident.updateDueSaid = "overdue";
	},
	stakeholder_update_due(incident) {
		incident.stakeholderDueSaid = "due";
	},
	stakeholder_update_overdue(incident) {
		incident.stakeholderDueSaid = "overdue";
	},
	update_reminded(incident, { data: { audience, dueAt, stage } }) {
		incident.reminded[audience] = { dueAt, stage };
	},
	acknowledgement_overdue(incident) {
		incident.isAcknowledgementOverdue = true;
	},
	title_changed(incident, { data }) {
		incident.title = data.to;
	},
	handover_offered(incident, { actor, data }) {
		incident.handovers[data.role] = { ...data, by: actor.name };
	},
	handover_answered(incident, { data }) {
		delete incident.handovers[data.role];
	},
	role_assigned(incident, { data }) {
		// Somebody has it now, whoever else was asked.
		if (data.role !== "scribe") delete incident.handovers[data.role];
		incident.roles[data.role] = { id: data.userId, name: data.userName };
	},
	ticket_filed(incident, { data }) {
		incident.ticketSaid = data.marker;
	},
	ticket_failed(incident, { data }) {
		incident.ticketSaid = data.marker;
	},
	recovery_checked(incident, { data }) {
		incident.isOverridden = data.overrideReason !== null;
	},
};

function triggerAgain(incident: Incident, firstPageAt: string | null): void {
	retrigger(incident);
	incident.firstAcknowledgement = null;
	const startsAt = instantOrNull(firstPageAt);
	incident.ladder = newLadder(incident.ladder.run + 1, startsAt);
	Object.assign(incident, acknowledgeBefore(startsAt, incident.acknowledgeWithinSeconds));
}

function applyReopened(incident: Incident, data: EventData["reopened"], at: Instant): void {
	retrigger(incident);
	undoMerge(incident);
	beginEpisode(incident, at);
	incident.starts = startsWithin(incident.starts, at);
	incident.resolvedAt = null;
	incident.isOverridden = false;
	incident.monitoringAt = null;
	incident.firstAcknowledgement = null;
	incident.calledIn = new Map();
	incident.epoch += 1;
	const startsAt = instantOrNull(data.firstPageAt);
	incident.ladder = newLadder(1, startsAt);
	promiseAnew(incident, at);
	Object.assign(incident, acknowledgeBefore(startsAt, incident.acknowledgeWithinSeconds));
	if (data.undone) return;
	beginAnew(incident);
	incident.triage = UNTRIAGED;
}

function applySeverity(incident: Incident, data: EventData["severity_changed"], at: Instant): void {
	incident.severity = data.to;
	incident.urgency = data.urgency;
	const stakeholderSeconds = data.stakeholderUpdateEverySeconds ?? null;
	Object.assign(incident, promisesFrom(at, data.publicUpdateEverySeconds, stakeholderSeconds));
	const within = acknowledgeBefore(instantOrNull(data.firstPageAt), data.acknowledgeWithinSeconds ?? null);
	Object.assign(incident, within, incident.state === "triggered" ? {} : { acknowledgeBy: null });
	if (data.public && incident.component !== null) incident.published = true;
	if (data.newRun) {
		incident.ladder = newLadder(incident.ladder.run + 1, instantOrNull(data.firstPageAt));
		return;
	}
	incident.ladder.pagedAt = Math.max(incident.ladder.pagedAt, at);
	if (incident.ladder.level === 0) incident.ladder.startsAt = instantOrNull(data.firstPageAt);
}

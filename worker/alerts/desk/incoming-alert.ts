import type { OpenIncident } from "../../incidents/rpc.ts";
import type { Alert } from "../../incidents/rules/alert.ts";
import type { IncidentView } from "../../incidents/rules/incident-types.ts";
import type { Observation } from "../../monitoring/rules/monitor.ts";
import type { ServiceFacts } from "../../paging/rules/paging-plan.ts";
import type { Severity } from "../../paging/rules/severity.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { DeclareCommand, MonitorSignal } from "../rpc.ts";
import { STORM_AFTER } from "../rules/routing.ts";
import type { OutboxMessage } from "./desk-outbox.ts";
import { MONITOR_SCOPE } from "./desk-rows.ts";

/** One alert on its way into the book. */
export interface IncomingAlert {
	/** The integration's id, or `MONITOR_SCOPE`: the same key of two sources is two problems. */
	scope: string;
	alert: Alert;
	alertId: string;
	actor: Actor;
	detectedAt: Instant;
	/** What a monitor saw; null for other tools' alerts. */
	evidence: Observation[] | null;
	/** Of a monitor: its place among the monitor's signals, and why it ended without a recovery. */
	signal: { order: number; reason: string | null } | null;
	/** An alert that came too late for its incident is offered again: it was counted the first time. */
	isRedelivery: boolean;
}

type Opening = Omit<OpenIncident, "plan">;

export function fromIntegration(
	alert: Alert,
	actor: Actor,
	alertId: string,
	receivedAt: Instant,
): IncomingAlert {
	const scope = actor.id ?? actor.name;
	return {
		scope,
		alert,
		alertId,
		actor,
		detectedAt: receivedAt,
		evidence: null,
		signal: null,
		isRedelivery: false,
	};
}

export function fromMonitor(signal: MonitorSignal, alertId: string): IncomingAlert {
	const { monitorId: id, monitorName: name, title, severity, evidence, detectedAt, order, reason } = signal;
	const alert: Alert = {
		action: signal.kind === "down" ? "trigger" : "resolve",
		dedupKey: id,
		memberKey: null,
		title,
		severity,
		source: name,
		details: { evidence },
		links: [],
	};
	const actor: Actor = { kind: "monitor", id, name };
	return {
		scope: MONITOR_SCOPE,
		alert,
		alertId,
		actor,
		detectedAt,
		evidence,
		signal: { order, reason },
		isRedelivery: false,
	};
}

/** An alert that its incident did not take. */
export function redelivered(delivery: Extract<OutboxMessage, { kind: "received" }>): IncomingAlert {
	const { scope, alert, alertId, actor, at } = delivery;
	// The key keeps the place of its newest signal: this one was counted when it came.
	return { scope, alert, alertId, actor, detectedAt: at, evidence: null, signal: null, isRedelivery: true };
}

export function openingByAlert(
	incoming: IncomingAlert,
	{ id, storm, severity }: { id: string; storm: boolean; severity: Severity },
	service: ServiceFacts,
): Opening {
	const { action: _, ...alert } = incoming.alert;
	const flood = `Alert storm: ${STORM_AFTER}+ alerts on ${service.name} in 1 min`;
	return {
		incidentId: id,
		serviceId: service.id,
		title: storm ? flood : alert.title,
		description: null,
		severity,
		source: sourceOf(incoming.actor),
		detectedAt: incoming.detectedAt,
		actor: incoming.actor,
		alert: incoming.evidence ? null : { ...alert, alertId: incoming.alertId },
		drill: false,
		evidence: incoming.evidence ?? [],
	};
}

export function openingByPerson(command: DeclareCommand, severity: Severity, now: Instant): Opening {
	const { incidentId, serviceId, title, description, actor, drill } = command;
	const rest = {
		source: command.source ?? sourceOf(actor),
		detectedAt: now,
		actor,
		alert: null,
		drill,
		evidence: [],
	};
	return { incidentId, serviceId, title, description, severity, ...rest };
}

/** What one key reports, on its own: its alert is on the new timeline too. */
export function openingBySplit(
	{
		id,
		severity,
		title,
		actor,
		alertId,
	}: { id: string; severity: Severity; title: string; actor: Actor; alertId: string },
	dedupKey: string,
	service: ServiceFacts,
	now: Instant,
): Opening {
	const alert = { alertId, ...splitAlert(dedupKey, title, severity, actor) };
	return {
		...{ incidentId: id, serviceId: service.id, title, description: null, severity },
		...{ source: sourceOf(actor), detectedAt: now, actor, alert, drill: false, evidence: [] },
	};
}

/** What a key reports, as it stands on the timeline of the incident that it was split to. */
export function splitAlert(dedupKey: string, title: string, severity: Severity, actor: Actor) {
	return { dedupKey, memberKey: null, title, severity, source: actor.name, details: {}, links: [] };
}

/** What a token or the system does, it does for a person. */
function sourceOf({ kind, id, name }: Actor): IncidentView["source"] {
	return { kind: kind === "monitor" || kind === "integration" ? kind : "user", id, name };
}

import { firstPageAt } from "../../paging/rules/severity-hours.ts";
import { type Actor, SYSTEM } from "../../platform/rules/caller.ts";
import { type Instant, toWireOrNull } from "../../platform/rules/time.ts";
import { newId } from "../../platform/vault/ids.ts";
import { decide } from "../commands/commands.ts";
import type { AlertEnd, AlertReceipt, OpenIncident } from "../rpc.ts";
import type { Alert } from "../rules/alert.ts";
import { cancelPending } from "../rules/cancel.ts";
import type { AlertRef, NewEvent } from "../rules/events.ts";
import { dampedFrom, FLAP_STARTS, FLAP_WINDOW_MS, flaps, isPausedByFlapping } from "../rules/flapping.ts";
import type { Incident } from "../rules/incident.ts";
import { viewOf } from "../rules/incident-view.ts";
import { type MergeStep, mergeEvents } from "../rules/merging.ts";
import { seen, triggered } from "../rules/opening.ts";
import { endOrSoak } from "../rules/soak.ts";
import type { EventStore } from "./event-store.ts";

/** What alerts and monitors do to the incident. Each alert is told once, however often it is delivered. */
export class AlertIntake {
	constructor(private readonly store: EventStore) {}

	/** The first event, with the plan's snapshot in the same transaction. A second opening finds the first. */
	open(input: OpenIncident, now: Instant): void {
		if (this.store.incident() !== null) return;
		const events: NewEvent[] = [triggered(input, now)];
		if (input.alert) events.push(alertReceived(input.alert, input.actor));
		this.store.append(events, now, () => this.store.savePaging(input.plan));
	}

	received(alert: Alert, alertId: string, actor: Actor, now: Instant): AlertReceipt {
		const incident = this.opened();
		if (isTold(incident, "alert_received", alertId)) return this.receipt(true);
		if (incident.state === "resolved") return this.receipt(false);
		if (incident.soak !== null) return this.begins(alert, alertId, actor, now, RELAPSE);
		this.store.append([alertReceived({ ...alert, alertId }, actor)], now);
		return this.receipt(true);
	}

	resolved(alert: AlertEnd, actor: Actor, now: Instant, resolvesIncident: boolean): AlertReceipt {
		const incident = this.opened();
		const isOver = incident.state === "resolved" || isTold(incident, "alert_resolved", alert.alertId);
		// A tool may say each minute that all is well: while a flapping incident is calm, that is no news.
		const isKnown = alert.reason === null && isPausedByFlapping(incident);
		if (isOver || isKnown || incident.soak !== null) return this.receipt(true);
		const { alertId, dedupKey, memberKey, reason } = alert;
		// What flaps stays open between two failures. That nobody watches any more is no pause.
		const held = resolvesIncident && incident.flapping !== null && reason === null;
		const data = { alertId, dedupKey, memberKey, evidence: alert.evidence.map(seen), reason, held };
		const told: NewEvent = { type: "alert_resolved", actor, data };
		const end = resolvesIncident && !held ? this.endOf(incident, actor, now) : [];
		const paused = held ? cancelPending(incident, "flapping", SYSTEM) : [];
		this.store.append([told, ...paused, ...end], now);
		return this.receipt(true);
	}

	acknowledged(actor: Actor, now: Instant): AlertReceipt {
		const incident = this.opened();
		if (incident.state === "triggered") this.decideAndAppend({ kind: "acknowledge" }, actor, now);
		return this.receipt(incident.state !== "resolved");
	}

	reopened(alert: Alert, alertId: string, actor: Actor, now: Instant, reason: string): AlertReceipt {
		const incident = this.opened();
		if (isTold(incident, "alert_received", alertId)) return this.receipt(true);
		if (incident.state !== "resolved") return this.received(alert, alertId, actor, now);
		return this.begins(alert, alertId, actor, now, reason);
	}

	/** A step of a merge or of a split: see `rules/merging.ts`. */
	merging(step: MergeStep, now: Instant): AlertReceipt {
		const events = mergeEvents({ incident: this.opened(), paging: this.paging(), now }, step);
		if (events !== null && events.length > 0) this.store.append(events, now);
		return this.receipt(events !== null);
	}

	/** A new epoch of an incident that was over, or works and is watched. */
	private begins(alert: Alert, alertId: string, actor: Actor, now: Instant, reason: string): AlertReceipt {
		const incident = this.opened();
		const paging = this.paging();
		const isFlapping = flaps(incident.starts, now);
		const firstAt = firstPageAt(paging, incident.severity, now);
		const at = firstAt !== null && isFlapping ? Math.max(firstAt, dampedFrom(incident, now)) : firstAt;
		const reopening: NewEvent = { type: "reopened", actor, data: { reason, firstPageAt: toWireOrNull(at) } };
		const flapping: NewEvent = {
			type: "flapping_started",
			actor: SYSTEM,
			data: { starts: FLAP_STARTS, withinSeconds: FLAP_WINDOW_MS / 1_000 },
		};
		const received = alertReceived({ ...alert, alertId }, actor);
		this.store.append([reopening, ...(isFlapping ? [flapping] : []), received], now);
		return this.receipt(true);
	}

	private decideAndAppend(command: { kind: "acknowledge" }, actor: Actor, now: Instant): void {
		const decision = decide({ incident: this.opened(), paging: this.paging(), actor, now, newId }, command);
		if ("events" in decision && decision.events.length > 0) this.store.append(decision.events, now);
	}

	/** The end of the last alert ends the incident, or begins its soak. */
	private endOf(incident: Incident, actor: Actor, now: Instant): NewEvent[] {
		return endOrSoak(incident, this.paging(), actor, now, { note: null, disposition: null });
	}

	private opened(): Incident {
		const incident = this.store.incident();
		if (!incident) throw new Error("an alert for an incident that was never opened");
		return incident;
	}

	private paging() {
		const paging = this.store.paging();
		if (!paging) throw new Error("an incident without its paging plan");
		return paging;
	}

	private receipt(taken: boolean): AlertReceipt {
		return { taken, view: viewOf(this.opened(), this.paging()) };
	}
}

const RELAPSE = "It failed again while it was watched";

function isTold(incident: Incident, type: "alert_received" | "alert_resolved", alertId: string): boolean {
	return incident.alertIds.has(`${type}:${alertId}`);
}

function alertReceived(
	alert: AlertRef | (Omit<Alert, "action"> & { alertId: string }),
	actor: Actor,
): NewEvent {
	const { alertId, dedupKey, memberKey, title, severity, source, details, links } = alert;
	const data = { alertId, dedupKey, memberKey, title, severity, source, details, links };
	return { type: "alert_received", actor, data };
}

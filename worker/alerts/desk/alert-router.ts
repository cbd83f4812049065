import type { Alert } from "../../incidents/rules/alert.ts";
import type { ServiceFacts } from "../../paging/rules/paging-plan.ts";
import { SEVERITIES, type Severity } from "../../paging/rules/severity.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { newId } from "../../platform/vault/ids.ts";
import type { AlertOutcome } from "../rpc.ts";
import {
	type DeskFacts,
	type KeyFacts,
	type Route,
	route,
	STORM_AFTER,
	STORM_WINDOW_MS,
} from "../rules/routing.ts";
import { DedupKeyState } from "./dedup-key-state.ts";
import { FRESH } from "./desk-incidents.ts";
import type { DeskOutbox, OutboxMessage } from "./desk-outbox.ts";
import { type IncidentRow, inGeneration, type KeyName, type KeyRow, MONITOR_SCOPE } from "./desk-rows.ts";
import type { DeskStore } from "./desk-store.ts";
import type { HeldAlerts } from "./held-alerts.ts";
import { type IncomingAlert, openingByAlert } from "./incoming-alert.ts";
import { outcomeOf, received, resolved } from "./tellings.ts";

export interface RoutingResult {
	outcome: AlertOutcome;
	/** The message that the caller should see through before it answers. */
	outboxRow: { incidentId: string; rowId: number } | null;
	also?: { incidentId: string; rowId: number }[];
	/** A repeat that is yet to be counted. */
	duplicateOf: KeyName | null;
}

/** A key that is known, and its incident. */
interface Current {
	key: KeyRow;
	incident: IncidentRow;
}

/**
 * Decides which incident an alert belongs to by `rules/routing`, and writes what is known and what is to be delivered
 * together. Synchronous; the caller wraps it in one transaction.
 */
export class AlertRouter {
	private readonly keyState: DedupKeyState;
	private newKeysAt: Instant[] | null = null;

	constructor(
		private readonly store: DeskStore,
		private readonly outbox: DeskOutbox,
		private readonly held: HeldAlerts,
	) {
		this.keyState = new DedupKeyState(store);
	}

	/**
	 * Takes an alert. The end of one counts wherever it is on, also when a changed configuration of its tool gave its
	 * group another key: what is on under other keys of the same source ends with it.
	 */
	route(incoming: IncomingAlert, service: ServiceFacts, now: Instant): RoutingResult {
		const own = this.routeOne(incoming, service, now);
		const { action, memberKey, dedupKey } = incoming.alert;
		if (action !== "resolve" || memberKey === null) return own;
		const elsewhere = this.store.keysOfMember(incoming.scope, memberKey).filter((key) => key !== dedupKey);
		const underKey = (key: string) => ({ ...incoming, alert: { ...incoming.alert, dedupKey: key } });
		const also = elsewhere.map((key) => this.routeOne(underKey(key), service, now));
		const isNews = own.outcome.status === "ignored" ? also.find((each) => each.outboxRow) : undefined;
		return {
			...own,
			outcome: isNews?.outcome ?? own.outcome,
			also: also.flatMap(({ outboxRow }) => outboxRow ?? []),
		};
	}

	private routeOne(incoming: IncomingAlert, service: ServiceFacts, now: Instant): RoutingResult {
		const { action, dedupKey, memberKey } = incoming.alert;
		const name = { scope: incoming.scope, dedupKey };
		const wasHeld = action === "resolve" && this.held.end(name, memberKey, now);
		const key = this.store.key(name);
		const incident = key && this.store.incident(key.incidentId);
		const current = key && incident ? { key: inGeneration(key, incident), incident } : null;
		const facts = current && this.keyFacts(name, incoming.alert, current.key, current.incident);
		const decision = route(incoming.alert, facts, this.deskFacts(incoming, service, now), now);
		if (decision.kind === "open") return this.open(incoming, name, key, service, decision, now);
		if (decision.kind === "join") return this.join(incoming, name, key, decision, now);
		if (decision.kind === "hold") this.held.hold(incoming, now);
		if (decision.kind === "hold" || decision.kind === "ignore")
			return { outcome: outcomeOf(name, decision, wasHeld), outboxRow: null, duplicateOf: null };
		if (!current || !facts) throw new Error("a route to an incident that the Desk does not know");
		return this.apply(incoming, name, current, facts, decision, now);
	}

	private keyFacts(name: KeyName, alert: Alert, key: KeyRow, incident: IncidentRow): KeyFacts {
		const mine = this.keyState.firingOf(name, alert.memberKey, key);
		const { severity, told } = key;
		return { incident, firing: mine > 0, othersFiring: incident.firing - mine > 0, severity, told };
	}

	private deskFacts({ scope }: IncomingAlert, service: ServiceFacts, now: Instant): DeskFacts {
		const opened = () => this.store.openedAfter(now - STORM_WINDOW_MS).map((each) => each.openedAt);
		this.newKeysAt ??= opened().reverse();
		const newest = this.newKeysAt.at(-1) ?? 0;
		const storm = newest > now - STORM_WINDOW_MS ? this.store.newestOpenStorm() : null;
		const { reopenWindowSeconds, defaultSeverity } = service;
		const isPlanned = scope !== MONITOR_SCOPE && this.held.isHolding(now);
		return { newKeysAt: this.newKeysAt, storm, reopenWindowSeconds, defaultSeverity, isPlanned };
	}

	private open(
		incoming: IncomingAlert,
		name: KeyName,
		before: KeyRow | null,
		service: ServiceFacts,
		{ storm, severity }: Extract<Route, { kind: "open" }>,
		now: Instant,
	): RoutingResult {
		const worst = storm ? this.worstRecent(severity, now) : severity;
		const incident: IncidentRow = { ...FRESH, id: newId("incident"), storm, severity: worst, openedAt: now };
		this.newKey(now);
		this.store.saveIncident(incident);
		this.keyState.start(name, incoming, before, incident, severity, true);
		const message: OutboxMessage = { kind: "open", incident: openingByAlert(incoming, incident, service) };
		return this.decided(incoming, incident.id, "triggered", message, now);
	}

	private join(
		incoming: IncomingAlert,
		name: KeyName,
		before: KeyRow | null,
		{ incidentId, tell, raisesTo }: Extract<Route, { kind: "join" }>,
		now: Instant,
	): RoutingResult {
		const storm = this.store.incident(incidentId);
		if (!storm) throw new Error("a storm that the Desk does not know");
		const { severity } = storm;
		this.newKey(now);
		this.keyState.start(name, incoming, before, storm, incoming.alert.severity ?? severity, tell);
		this.store.saveIncident({
			...storm,
			severity: raisesTo ?? severity,
			told: storm.told + (tell ? 1 : 0),
			firing: storm.firing + 1,
		});
		if (raisesTo)
			this.outbox.add(incidentId, { kind: "severity", severity: raisesTo, actor: incoming.actor }, now);
		return this.decided(incoming, incidentId, "updated", tell ? received(incoming, now) : null, now);
	}

	private apply(
		incoming: IncomingAlert,
		name: KeyName,
		current: Current,
		facts: KeyFacts,
		decision: Exclude<Route, { kind: "open" | "join" | "hold" | "ignore" }>,
		now: Instant,
	): RoutingResult {
		switch (decision.kind) {
			case "acknowledge": {
				const message: OutboxMessage = { kind: "acknowledged", actor: incoming.actor, at: now };
				return this.decided(incoming, current.incident.id, "acknowledged", message, now);
			}
			case "update":
				return this.update(incoming, name, current, facts, decision, now);
			case "reopen":
				return this.reopen(incoming, name, current, facts, decision, now);
			case "resolve":
				return this.resolve(incoming, name, current, decision, now);
		}
	}

	private update(
		incoming: IncomingAlert,
		name: KeyName,
		{ key, incident }: Current,
		{ firing }: KeyFacts,
		decision: Extract<Route, { kind: "update" }>,
		now: Instant,
	): RoutingResult {
		if (firing && !decision.tell)
			return {
				outcome: { dedupKey: name.dedupKey, status: "updated", incidentId: incident.id },
				outboxRow: null,
				duplicateOf: incoming.isRedelivery ? null : name,
			};
		const severity = incoming.alert.severity ?? key.severity;
		this.keyState.markFiring(name, incoming, key, incident, severity, firing, decision.tell);
		return this.decided(
			incoming,
			incident.id,
			"updated",
			decision.tell ? received(incoming, now) : null,
			now,
		);
	}

	private reopen(
		incoming: IncomingAlert,
		name: KeyName,
		{ key, incident }: Current,
		{ firing }: KeyFacts,
		{ reason }: Extract<Route, { kind: "reopen" }>,
		now: Instant,
	): RoutingResult {
		const reopened = { ...incident, open: true, resolvedAt: null };
		const severity = incoming.alert.severity ?? key.severity;
		this.keyState.markFiring(name, incoming, key, reopened, severity, firing, true);
		const message: OutboxMessage = { ...received(incoming, now), kind: "reopen", reason };
		return this.decided(incoming, incident.id, "reopened", message, now);
	}

	private resolve(
		incoming: IncomingAlert,
		name: KeyName,
		{ key, incident }: Current,
		{ resolvesIncident, tell }: Extract<Route, { kind: "resolve" }>,
		now: Instant,
	): RoutingResult {
		const order = incoming.signal?.order ?? key.signalOrder;
		const resolvedAt = resolvesIncident ? now : null;
		this.keyState.markResolved(name, incoming.alert.memberKey, key, incident, resolvedAt, order);
		const message = tell ? resolved(incoming, resolvesIncident, now) : null;
		return this.decided(incoming, incident.id, "resolved", message, now);
	}

	private newKey(now: Instant): void {
		this.newKeysAt = [...(this.newKeysAt ?? []), now].slice(-STORM_AFTER);
	}

	private worstRecent(severity: Severity, now: Instant): Severity {
		const recent = this.store.openedAfter(now - STORM_WINDOW_MS).map((each) => each.severity);
		return SEVERITIES.find((each) => each === severity || recent.includes(each)) ?? severity;
	}

	private decided(
		incoming: IncomingAlert,
		incidentId: string,
		status: AlertOutcome["status"],
		message: OutboxMessage | null,
		now: Instant,
	): RoutingResult {
		const outboxRow = message && { incidentId, rowId: this.outbox.add(incidentId, message, now) };
		return {
			outcome: { dedupKey: incoming.alert.dedupKey, status, incidentId },
			outboxRow,
			duplicateOf: null,
		};
	}
}

/**
 * The Desk's book: takes an alert, decides by `core/routing`, and writes state and delivery together. Every method is
 * synchronous; the caller wraps it in one transaction.
 */
import type { Alert } from "../../incidents/rules/alert.ts";
import type { IncidentState } from "../../incidents/rules/incident-types.ts";
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
import type { DeskOutbox, OutboxMessage } from "./desk-outbox.ts";
import type { IncidentRow, KeyName, KeyRow } from "./desk-rows.ts";
import type { DeskStore } from "./desk-store.ts";
import { type IncomingAlert, openingByAlert } from "./incoming-alert.ts";
import { outcomeOf, received, resolved } from "./tellings.ts";

export interface RoutingResult {
	outcome: AlertOutcome;
	/** The delivery that the caller should see through before it answers. */
	outboxRow: { incidentId: string; rowId: number } | null;
	also?: { incidentId: string; rowId: number }[];
	/** A repeat that is yet to be counted. */
	duplicateOf: KeyName | null;
}

export class AlertRouter {
	private readonly store: DeskStore;
	private readonly pending: DeskOutbox;
	private readonly keyState: DedupKeyState;
	private newKeysAt: Instant[] | null = null;

	constructor(store: DeskStore, pending: DeskOutbox) {
		this.store = store;
		this.pending = pending;
		this.keyState = new DedupKeyState(store);
	}

	/**
	 * Takes an alert. The end of one counts wherever it is on, also when a changed configuration of its tool gave its
	 * group another key: what is on under other keys of the same source ends with it.
	 */
	route(incoming: IncomingAlert, service: ServiceFacts, now: Instant): RoutingResult {
		const own = this.takeOne(incoming, service, now);
		const { action, memberKey, dedupKey } = incoming.alert;
		if (action !== "resolve" || memberKey === null) return own;
		const elsewhere = this.store.keysOfMember(incoming.scope, memberKey).filter((key) => key !== dedupKey);
		const underKey = (key: string) => ({ ...incoming, alert: { ...incoming.alert, dedupKey: key } });
		const also = elsewhere.map((key) => this.takeOne(underKey(key), service, now));
		const isNews = own.outcome.status === "ignored" ? also.find((each) => each.outboxRow) : undefined;
		return {
			...own,
			outcome: isNews?.outcome ?? own.outcome,
			also: also.flatMap(({ outboxRow: pending }) => pending ?? []),
		};
	}

	private takeOne(incoming: IncomingAlert, service: ServiceFacts, now: Instant): RoutingResult {
		const name = { scope: incoming.scope, dedupKey: incoming.alert.dedupKey };
		const key = this.store.key(name);
		const incident = key && this.store.incident(key.incidentId);
		const current = key && incident ? { key: inRound(key, incident), incident } : null;
		const facts = current && this.keyFacts(name, incoming.alert, current.key, current.incident);
		const decision = route(incoming.alert, facts, this.deskFacts(service, now), now);
		if (decision.kind === "open") return this.open(incoming, name, key, service, decision, now);
		if (decision.kind === "join") return this.join(incoming, name, key, decision, now);
		if (decision.kind === "ignore" || !current || !facts)
			return { outcome: outcomeOf(name, "ignored", decision), outboxRow: null, duplicateOf: null };
		return this.apply(incoming, name, current, facts, decision, now);
	}

	/**
	 * Follows what an incident says of itself; what is older than the last word changes nothing. `quietUntil`: who resolved
	 * it although checks failed is not to be told of them before then.
	 */
	incidentChanged(
		{ incidentId, state, at, seq }: { incidentId: string; state: IncidentState; at: Instant; seq: number },
		quietUntil: Instant | null = null,
	): void {
		const incident = this.store.incident(incidentId);
		if (!incident || seq <= incident.seq) return;
		if (state === "resolved") this.close({ ...incident, seq, quietUntil }, at);
		else this.store.saveIncident({ ...incident, seq, open: true, resolvedAt: null, quietUntil: null });
	}

	/** The book closed an incident that stays open: what flaps is held. */
	staysOpen(id: string): void {
		const incident = this.store.incident(id);
		if (incident) this.store.saveIncident({ ...incident, open: true, resolvedAt: null });
	}

	/** An incident turned out to be resolved while the book had it open. */
	foundResolved(id: string, at: Instant): void {
		const incident = this.store.incident(id);
		if (incident) this.close(incident, at);
	}

	/** Registers an incident that no alert opened, so that what it reports finds a place. */
	declared(id: string, severity: Severity, now: Instant): void {
		this.store.saveIncident({ ...FRESH, id, severity, openedAt: now, told: 0, firing: 0 });
	}

	/** A resolve by hand ends what was on; one that the book decided itself left nothing on. */
	private close(incident: IncidentRow, at: Instant): void {
		const { open, generation } = incident;
		const end = open ? { open: false, resolvedAt: at, firing: 0, generation: generation + 1 } : {};
		this.store.saveIncident({ ...incident, ...end });
	}

	private keyFacts(name: KeyName, alert: Alert, key: KeyRow, incident: IncidentRow): KeyFacts {
		const mine = this.keyState.firingOf(name, alert.memberKey, key);
		const { severity, told } = key;
		return { incident, firing: mine > 0, othersFiring: incident.firing - mine > 0, severity, told };
	}

	private deskFacts(service: ServiceFacts, now: Instant): DeskFacts {
		const opened = () => this.store.openedAfter(now - STORM_WINDOW_MS).map((each) => each.openedAt);
		this.newKeysAt ??= opened().reverse();
		const newest = this.newKeysAt.at(-1) ?? 0;
		const storm = newest > now - STORM_WINDOW_MS ? this.store.newestOpenStorm() : null;
		const { reopenWindowSeconds, defaultSeverity } = service;
		return { newKeysAt: this.newKeysAt, storm, reopenWindowSeconds, defaultSeverity };
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
		const delivery: OutboxMessage = { kind: "open", incident: openingByAlert(incoming, incident, service) };
		return this.decided(incoming, incident.id, "triggered", delivery, now);
	}

	private join(
		incoming: IncomingAlert,
		name: KeyName,
		before: KeyRow | null,
		{ incidentId, tell, raisesTo }: Extract<Route, { kind: "join" }>,
		now: Instant,
	): RoutingResult {
		const storm = this.store.incident(incidentId);
		if (!storm) throw new Error("a storm that is not in the book");
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
			this.pending.add(incidentId, { kind: "severity", severity: raisesTo, actor: incoming.actor }, now);
		return this.decided(incoming, incidentId, "updated", tell ? received(incoming, now) : null, now);
	}

	private apply(
		incoming: IncomingAlert,
		name: KeyName,
		{ key, incident }: { key: KeyRow; incident: IncidentRow },
		facts: KeyFacts,
		decision: Exclude<Route, { kind: "open" | "join" | "ignore" }>,
		now: Instant,
	): RoutingResult {
		const severity = incoming.alert.severity ?? key.severity;
		switch (decision.kind) {
			case "acknowledge": {
				const delivery: OutboxMessage = { kind: "acknowledged", actor: incoming.actor, at: now };
				return this.decided(incoming, incident.id, "acknowledged", delivery, now);
			}
			case "update": {
				if (facts.firing && !decision.tell)
					return {
						outcome: outcomeOf(name, "updated", decision),
						outboxRow: null,
						duplicateOf: incoming.isRedelivery ? null : name,
					};
				this.keyState.markFiring(name, incoming, key, incident, severity, facts.firing, decision.tell);
				const delivery = decision.tell ? received(incoming, now) : null;
				return this.decided(incoming, incident.id, "updated", delivery, now);
			}
			case "reopen": {
				const reopened = { ...incident, open: true, resolvedAt: null };
				this.keyState.markFiring(name, incoming, key, reopened, severity, facts.firing, true);
				const delivery: OutboxMessage = {
					...received(incoming, now),
					kind: "reopen",
					reason: decision.reason,
				};
				return this.decided(incoming, incident.id, "reopened", delivery, now);
			}
			case "resolve": {
				const resolvedAt = decision.resolvesIncident ? now : null;
				const order = incoming.signal?.order ?? key.signalOrder;
				this.keyState.markResolved(name, incoming.alert.memberKey, key, incident, resolvedAt, order);
				const delivery = decision.tell ? resolved(incoming, decision.resolvesIncident, now) : null;
				return this.decided(incoming, incident.id, "resolved", delivery, now);
			}
		}
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
		delivery: OutboxMessage | null,
		now: Instant,
	): RoutingResult {
		const pending = delivery && { incidentId, rowId: this.pending.add(incidentId, delivery, now) };
		return {
			outcome: { dedupKey: incoming.alert.dedupKey, status, incidentId },
			outboxRow: pending,
			duplicateOf: null,
		};
	}
}

const FRESH = {
	open: true,
	resolvedAt: null,
	storm: false,
	told: 1,
	firing: 1,
	generation: 1,
	seq: 0,
	quietUntil: null,
};

/** A resolve by hand ended what was on: a key of an earlier generation has nothing on. */
function inRound(key: KeyRow, incident: IncidentRow): KeyRow {
	return key.generation === incident.generation
		? key
		: { ...key, generation: incident.generation, firing: 0 };
}

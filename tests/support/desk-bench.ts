/** The Desk's book on a database in memory, with incidents that do at once what they are told. */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { AlertRouter, type RoutingResult } from "../../worker/alerts/desk/alert-router.ts";
import { DeskIncidents } from "../../worker/alerts/desk/desk-incidents.ts";
import { DeskOutbox, type OutboxMessage } from "../../worker/alerts/desk/desk-outbox.ts";
import type { Sql } from "../../worker/alerts/desk/desk-rows.ts";
import { DeskStore } from "../../worker/alerts/desk/desk-store.ts";
import { HeldAlerts } from "../../worker/alerts/desk/held-alerts.ts";
import { fromIntegration } from "../../worker/alerts/desk/incoming-alert.ts";
import type { PlannedTime } from "../../worker/alerts/rules/planned-time.ts";
import type { Alert } from "../../worker/incidents/rules/alert.ts";
import type { ServiceFacts } from "../../worker/paging/rules/paging-plan.ts";

export const CHECKOUT: ServiceFacts = {
	id: "svc_00000000000000000000000001",
	name: "Checkout",
	teamId: null,
	defaultSeverity: "P2",
	componentId: null,
	componentName: null,
	publicTitle: null,
	ackTimeoutSeconds: 1_800,
	reopenWindowSeconds: 300,
};

export function alertOf(alert: Partial<Alert> = {}): Alert {
	return {
		action: "trigger",
		dedupKey: "checkout-errors",
		memberKey: null,
		title: "Checkout answers 500",
		severity: null,
		source: "prometheus",
		details: {},
		links: [],
		...alert,
	};
}

export interface Told {
	incidentId: string;
	message: OutboxMessage;
}

/** Every alert of the tests comes from one of these. */
export const PROMETHEUS = { kind: "integration", id: "int_prometheus", name: "Prometheus" } as const;
export const GRAFANA = { kind: "integration", id: "int_grafana", name: "Grafana" } as const;

export class DeskBench {
	readonly store: DeskStore;
	readonly pending: DeskOutbox;
	readonly told: Told[] = [];
	readonly openIncidents = new Set<string>();
	now = Date.UTC(2026, 0, 5, 9);
	readonly incidents: DeskIncidents;
	readonly held: HeldAlerts;
	windows: PlannedTime[] = [];
	router: AlertRouter;
	#seq = 0;
	#alerts = 0;
	readonly #service: ServiceFacts;

	constructor(service: Partial<ServiceFacts> = {}) {
		const sql = sqlOf(new DatabaseSync(":memory:"));
		this.store = new DeskStore(sql);
		this.store.create();
		this.pending = new DeskOutbox(sql);
		this.incidents = new DeskIncidents(this.store);
		this.held = new HeldAlerts(sql, () => this.windows);
		this.router = new AlertRouter(this.store, this.pending, this.held);
		this.#service = { ...CHECKOUT, ...service };
	}

	/** An eviction: memory is gone, storage stays. */
	sleep(): void {
		this.router = new AlertRouter(this.store, this.pending, this.held);
	}

	offer(alert: Partial<Alert> = {}, from: typeof PROMETHEUS | typeof GRAFANA = PROMETHEUS): RoutingResult {
		const incoming = fromIntegration(alertOf(alert), from, `alr_${++this.#alerts}`, this.now);
		const taken = this.router.route(incoming, this.#service, this.now);
		if (taken.duplicateOf) this.store.countRepeats(taken.duplicateOf, 1);
		this.#deliver();
		return taken;
	}

	/** Over all keys. */
	totals(): { received: number; suppressed: number } {
		const keys = this.store.alertKeys({
			...{ integrationId: null, dedupKey: null, incidentId: null, state: null, after: null },
			limit: 1_000,
		});
		const sum = (of: "received" | "suppressed") => keys.reduce((all, each) => all + each[of], 0);
		return { received: sum("received"), suppressed: sum("suppressed") };
	}

	trigger(dedupKey: string, more: Partial<Alert> = {}): string {
		const { incidentId } = this.offer({ dedupKey, ...more }).outcome;
		if (!incidentId) throw new Error("a trigger always has an incident");
		return incidentId;
	}

	resolveByHand(incidentId: string): void {
		this.openIncidents.delete(incidentId);
		this.incidents.incidentChanged({ incidentId, state: "resolved", at: this.now, seq: ++this.#seq });
	}

	reopenByHand(incidentId: string): void {
		this.openIncidents.add(incidentId);
		this.incidents.incidentChanged({ incidentId, state: "triggered", at: this.now, seq: ++this.#seq });
	}

	#deliver(): void {
		for (
			let [next] = this.pending.due(Number.MAX_SAFE_INTEGER, 1);
			next;
			[next] = this.pending.due(Number.MAX_SAFE_INTEGER, 1)
		) {
			const row = this.pending.first(next);
			if (!row) return;
			this.pending.done(row.id);
			this.told.push(row);
			this.#follow(row);
		}
	}

	#follow({ incidentId, message }: Told): void {
		const ends = message.kind === "resolved" && message.resolvesIncident;
		if (ends) this.openIncidents.delete(incidentId);
		if (message.kind === "open" || message.kind === "reopen") this.openIncidents.add(incidentId);
		const state = this.openIncidents.has(incidentId) ? "triggered" : "resolved";
		this.incidents.incidentChanged({ incidentId, state, at: this.now, seq: ++this.#seq });
	}
}

/** As much of the platform's `SqlStorage` as the Desk uses. */
function sqlOf(db: DatabaseSync): Sql {
	const exec = (query: string, ...bindings: SQLInputValue[]) => {
		const isScript = bindings.length === 0 && query.includes(";\n");
		if (isScript) db.exec(query);
		const rows = isScript ? [] : db.prepare(query).all(...bindings);
		return { toArray: () => rows, one: () => rows[0] };
	};
	return { exec: exec as unknown as Sql["exec"] };
}

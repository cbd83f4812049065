import { DurableObject } from "cloudflare:workers";
import type { AlertReceipt } from "../../incidents/rpc.ts";
import type { IncidentView } from "../../incidents/rules/incident-types.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { EarliestAlarm } from "../../platform/alarm-scheduler.ts";
import type { Answer } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { days, type Instant, minutes, seconds } from "../../platform/rules/time.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { newId } from "../../platform/vault/ids.ts";
import type { AlertKey, AlertOutcome, DeclareCommand, DeskRpc, Hearing, MonitorSignal } from "../rpc.ts";
import { AlertRouter, type RoutingResult } from "./alert-router.ts";
import { Declarations } from "./declarations.ts";
import { DeskCache } from "./desk-cache.ts";
import { DeskOutbox, type OutboxMessage, type OutboxRow } from "./desk-outbox.ts";
import { MONITOR_SCOPE } from "./desk-rows.ts";
import { DeskStore } from "./desk-store.ts";
import { DuplicateCounter } from "./duplicate-counter.ts";
import {
	fromIntegration,
	fromMonitor,
	type IncomingAlert,
	openingByPerson,
	redelivered,
} from "./incoming-alert.ts";
import { OutboxDispatcher } from "./outbox-dispatcher.ts";
import { Rate } from "./rate.ts";
import { NO_SUCH_KEY, NO_SUCH_SERVICE, TOO_MANY } from "./refusals.ts";
import { tellRoster } from "./roster.ts";
import { seeThrough } from "./see-through.ts";

/** After a kill between decision and delivery this wakes the Desk. */
const SAFETY_MS = seconds(1);
const REMEMBER_MS = days(30);
const EVERYTHING = Number.MAX_SAFE_INTEGER;

type Change = Parameters<DeskRpc["incidentChanged"]>[0];
const CHANGE = storedShape<Change>(asItIs);

/** One per service: decides which incident an alert, a signal or a declaration belongs to, and sees that it gets there. */
export class Desk extends DurableObject<Env> implements DeskRpc {
	private readonly store = new DeskStore(this.ctx.storage.sql);
	private readonly pending = new DeskOutbox(this.ctx.storage.sql);
	private readonly book = new AlertRouter(this.store, this.pending);
	private readonly cache = new DeskCache(this.env, this.store);
	private readonly declarations = new Declarations(this.ctx.storage.sql);
	private readonly waker = new EarliestAlarm(this.ctx.storage);
	private readonly rate = new Rate();
	private prunedAt: Instant = 0;

	private readonly tally = new DuplicateCounter((counts) =>
		this.ctx.storage.transactionSync(() => {
			for (const { name, times } of counts) this.store.countRepeats(name, times);
		}),
	);

	private readonly courier = new OutboxDispatcher({
		env: this.env,
		outbox: this.pending,
		plan: () => this.cache.plan,
		delivered: (row, receipt) => this.delivered(row, receipt),
		failed: (row, nextAt) => {
			this.pending.failed(row.id, row.attempts + 1, nextAt);
			this.waker.wakeBy(nextAt);
		},
		idle: (incidentId) => this.caughtUp(incidentId),
	});

	async refresh(): Promise<boolean> {
		const isFresh = await this.cache.refresh(this.serviceId());
		const { plan } = this.cache;
		if (isFresh && plan) this.ctx.waitUntil(tellRoster(this.env, plan, this.store.openIncidents()));
		return isFresh;
	}

	async ingest(input: Parameters<DeskRpc["ingest"]>[0]): Promise<Answer<AlertOutcome[]>> {
		const { serviceId, keyHash, accepts, alerts, receivedAt } = input;
		const integration = await this.cache.integrationOf(serviceId, keyHash, accepts);
		const plan = this.cache.plan;
		if (!integration || !plan) return { ok: false, refusal: NO_SUCH_KEY };
		if (!this.rate.allows(integration.id, Date.now())) return { ok: false, refusal: TOO_MANY };
		const actor: Actor = { kind: "integration", id: integration.id, name: integration.name };
		const offers = alerts.map((alert) => fromIntegration(alert, actor, newId("alert"), receivedAt));
		const taken = await this.take(plan, offers);
		return { ok: true, value: taken.map(({ outcome }) => outcome) };
	}

	async signal(signal: MonitorSignal): Promise<{ incidentId: string | null }> {
		const plan = await this.cache.planOf(signal.serviceId);
		if (!plan) return { incidentId: null };
		const seen = this.store.key({ scope: MONITOR_SCOPE, dedupKey: signal.monitorId });
		if (seen && signal.order <= seen.signalOrder) return { incidentId: seen.incidentId };
		const [taken] = await this.take(plan, [fromMonitor(signal, newId("alert"))]);
		return { incidentId: taken?.outcome.incidentId ?? null };
	}

	async hearings(monitorIds: string[]): Promise<Hearing[]> {
		const nothing = { open: false, quietUntil: null };
		return monitorIds.map((id) => (this.store.exists ? this.store.hearing(id) : nothing));
	}

	async declare(command: DeclareCommand): Promise<Answer<IncidentView>> {
		const plan = await this.cache.planOf(command.serviceId);
		if (!plan) return { ok: false, refusal: NO_SUCH_SERVICE };
		const claimed = this.claim(command, plan);
		if (!claimed.ok) return claimed;
		const incidentId = claimed.value;
		await seeThrough([this.courier.deliver(incidentId, EVERYTHING)]);
		const view = await incidentOf(this.env, incidentId).view();
		if (!view) throw new Error("the incident is stored and not yet open");
		return { ok: true, value: this.declarations.settle(command, view) };
	}

	/** While deliveries are on their way the Desk knows more than the incident does: then the change waits for them. */
	async incidentChanged(change: Change): Promise<void> {
		if (!this.store.exists) return;
		if (this.pending.first(change.incidentId) === null) return this.follow(change);
		const newest = this.deferred(change.incidentId);
		if (!newest || newest.seq < change.seq)
			this.store.keep(deferredName(change.incidentId), CHANGE.toText(change));
	}

	async alertKeys(query: Parameters<DeskRpc["alertKeys"]>[0]): Promise<AlertKey[] | null> {
		const service = this.cache.plan ?? (await this.cache.planOf(this.serviceId()));
		return service && this.store.alertKeys(query);
	}

	async tick(): Promise<boolean> {
		if (!this.store.exists) return true;
		const now = Date.now();
		if (this.cache.isStale(now)) await this.refresh();
		await this.courier.deliverDue(now);
		this.prune(now);
		return this.arm();
	}

	override async alarm(): Promise<void> {
		try {
			this.waker.fired();
			if (!this.store.exists || this.pending.waiting(1).length === 0) return;
			this.waker.wakeBy(Date.now() + minutes(1));
			await this.courier.deliverDue(Date.now());
			this.arm();
		} catch (error) {
			log("desk.alarm_failed", { error });
		}
	}

	private async take({ service }: PagingPlan, offers: IncomingAlert[]): Promise<RoutingResult[]> {
		const now = Date.now();
		const taken = this.ctx.storage.transactionSync(() =>
			offers.map((incoming) => this.book.route(incoming, service, now)),
		);
		const pending = taken.flatMap((each) => [
			...(each.outboxRow ? [each.outboxRow] : []),
			...(each.also ?? []),
		]);
		const repeats = taken.flatMap((each) => each.duplicateOf ?? []);
		if (pending.length > 0) this.waker.wakeBy(now + SAFETY_MS);
		const counted = repeats.length > 0 ? this.tally.count(repeats) : null;
		await seeThrough(pending.map(({ incidentId, rowId }) => this.courier.deliver(incidentId, rowId)));
		await counted;
		return taken;
	}

	/** The incident that this declaration means, stored with its delivery when it is new. */
	private claim(command: DeclareCommand, { service }: PagingPlan): Answer<string> {
		const now = Date.now();
		const severity = command.severity ?? service.defaultSeverity;
		const claimed = this.ctx.storage.transactionSync(() => {
			const claim = this.declarations.claim(command, now);
			if (!claim.ok || this.store.incident(claim.value)) return claim;
			this.book.declared(claim.value, severity, now);
			const incident = openingByPerson({ ...command, incidentId: claim.value }, severity, now);
			this.pending.add(claim.value, { kind: "open", incident }, now);
			return claim;
		});
		if (claimed.ok) this.waker.wakeBy(now + SAFETY_MS);
		return claimed;
	}

	/** An alert that came after its incident was resolved is routed anew, in the transaction that ends its delivery. */
	private delivered({ id, incidentId, message: delivery }: OutboxRow, receipt: AlertReceipt | null): void {
		const plan = this.cache.plan;
		const again = this.ctx.storage.transactionSync(() => {
			this.pending.done(id);
			if (delivery.kind === "resolved" && receipt) this.followEnd(incidentId, delivery, receipt);
			if (!receipt || receipt.taken || delivery.kind !== "received" || !plan) return null;
			const now = Date.now();
			if (this.pending.reopens(incidentId))
				return { incidentId, rowId: this.pending.add(incidentId, delivery, now) };
			this.book.foundResolved(incidentId, receipt.view.resolvedAt ?? now);
			return this.book.route(redelivered(delivery), plan.service, now).outboxRow;
		});
		if (!again) return;
		this.waker.wakeBy(Date.now() + SAFETY_MS);
		if (again.incidentId !== incidentId) this.courier.deliver(again.incidentId, again.rowId);
	}

	/** An end that was delivered did not end the incident: it flaps, and stays open for a while. */
	private followEnd(
		incidentId: string,
		{ resolvesIncident }: Extract<OutboxMessage, { kind: "resolved" }>,
		{ view }: AlertReceipt,
	): void {
		const isLast = this.pending.first(incidentId) === null;
		if (resolvesIncident && isLast && view.state !== "resolved") this.book.staysOpen(incidentId);
	}

	private caughtUp(incidentId: string): void {
		const change = this.deferred(incidentId);
		if (!change) return;
		this.ctx.storage.transactionSync(() => {
			this.store.forget(deferredName(incidentId));
			this.follow(change);
		});
	}

	/** Reported while deliveries were under way: see `incidentChanged`. Only that writes this note. */
	private deferred(incidentId: string): Change | null {
		const kept = this.store.note(deferredName(incidentId));
		return kept === null ? null : CHANGE.fromText(kept).value;
	}

	private follow(change: Change): void {
		const windowMs = seconds(this.cache.plan?.service.reopenWindowSeconds ?? 0);
		this.book.incidentChanged(change, change.isOverridden ? change.at + windowMs : null);
	}

	/** Arms for the earliest delivery that waits. True when none does. */
	private arm(): boolean {
		const [next] = this.pending.waiting(1);
		if (next) this.waker.wakeBy(Math.max(next.nextAt, Date.now() + 10));
		return !next;
	}

	private prune(now: Instant): void {
		if (now - this.prunedAt < days(1)) return;
		this.prunedAt = now;
		this.store.prune(now - REMEMBER_MS);
	}

	private serviceId(): string {
		const id = this.ctx.id.name ?? this.cache.plan?.service.id;
		if (!id) throw new Error("a Desk is found by its service's id");
		return id;
	}
}

function deferredName(incidentId: string): string {
	return `changed ${incidentId}`;
}

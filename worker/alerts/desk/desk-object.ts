import { DurableObject } from "cloudflare:workers";
import type { AlertReceipt } from "../../incidents/rpc.ts";
import type { IncidentView } from "../../incidents/rules/incident-types.ts";
import { EarliestAlarm } from "../../platform/alarm-scheduler.ts";
import type { Answer } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { days, minutes, seconds } from "../../platform/rules/time.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { newId } from "../../platform/vault/ids.ts";
import type {
	AlertKey,
	AlertOutcome,
	DeclareCommand,
	DeskRpc,
	Hearing,
	MergeOrder,
	MonitorSignal,
	SplitOrder,
} from "../rpc.ts";
import { AlertRouter } from "./alert-router.ts";
import { Declarations } from "./declarations.ts";
import { DeferredChanges, type IncidentChange } from "./deferred-changes.ts";
import { DeskCache } from "./desk-cache.ts";
import { DeskIncidents } from "./desk-incidents.ts";
import { DeskOutbox, type OutboxRow } from "./desk-outbox.ts";
import { MONITOR_SCOPE } from "./desk-rows.ts";
import { DeskStore } from "./desk-store.ts";
import { HeldAlerts } from "./held-alerts.ts";
import { addNotes } from "./inbound-notes.ts";
import { fromIntegration, fromMonitor } from "./incoming-alert.ts";
import { Intake, SAFETY_MS } from "./intake.ts";
import { MergeOrders } from "./merge-orders.ts";
import { Merges } from "./merges.ts";
import { OutboxDispatcher } from "./outbox-dispatcher.ts";
import { Rate } from "./rate.ts";
import { Receipts } from "./receipts.ts";
import { NO_SUCH_KEY, NO_SUCH_SERVICE, TOO_BUSY, TOO_MANY } from "./refusals.ts";
import { RestingWatches } from "./resting-watches.ts";
import { tellRoster } from "./roster.ts";
import { seeThrough } from "./see-through.ts";
import { WaitingWord } from "./waiting-word.ts";

const REMEMBER_MS = days(30);
const EVERYTHING = Number.MAX_SAFE_INTEGER;

/** One per service: decides which incident an alert, a signal or a declaration belongs to, and sees that it gets there. */
export class Desk extends DurableObject<Env> implements DeskRpc {
	private readonly store = new DeskStore(this.ctx.storage.sql);
	private readonly outbox = new DeskOutbox(this.ctx.storage.sql);
	private readonly incidents = new DeskIncidents(this.store);
	private readonly deferred = new DeferredChanges(this.store);
	private readonly cache = new DeskCache(this.env, this.store);
	private readonly held = new HeldAlerts(this.ctx.storage.sql, () => this.cache.windows);
	private readonly router = new AlertRouter(this.store, this.outbox, this.held);
	private readonly declarations = new Declarations(this.ctx.storage.sql, this.store, this.outbox);
	private readonly merges = new Merges(this.store, this.outbox);
	private readonly receipts = new Receipts(this.outbox, this.incidents, this.router, this.merges);
	private readonly alarmClock = new EarliestAlarm(this.ctx.storage);
	private readonly rate = new Rate();
	private readonly resting = new RestingWatches(this.env, this.store, this.alarmClock);
	private readonly waitingWord = new WaitingWord(this.env, this.outbox);

	private readonly dispatcher = new OutboxDispatcher({
		env: this.env,
		outbox: this.outbox,
		plan: () => this.cache.plan,
		delivered: (row, receipt) => this.delivered(row, receipt),
		failed: (row, nextAt) => {
			this.outbox.failed(row.id, row.attempts + 1, nextAt);
			this.alarmClock.wakeBy(nextAt);
		},
		idle: (incidentId) => this.caughtUp(incidentId),
	});

	private readonly mergeOrders = new MergeOrders(this.merges, {
		plan: () => this.cache.planOf(this.serviceId()),
		transact: (work) => this.ctx.storage.transactionSync(work),
		deliver: ({ incidentId, rowId }) => this.dispatcher.deliver(incidentId, rowId),
		wakeBy: (at) => this.alarmClock.wakeBy(at),
		giveWord: (incidentIds) => this.waitingWord.giveFor(incidentIds, this.serviceId()),
	});

	private readonly intake = new Intake(this.store, this.router, this.held, {
		transact: (work) => this.ctx.storage.transactionSync(work),
		deliver: (incidentId, rowId) => this.dispatcher.deliver(incidentId, rowId),
		wakeBy: (at) => this.alarmClock.wakeBy(at),
		giveWordFor: (incidentIds) => this.waitingWord.giveFor(incidentIds, this.serviceId()),
		giveWord: () => this.waitingWord.give(this.serviceId()),
	});

	async refresh(): Promise<boolean> {
		const isFresh = await this.cache.refresh(this.serviceId());
		const { plan } = this.cache;
		this.release();
		// The alarm that rings then is set anew for the end of what is planned now.
		if (this.store.exists && this.held.nextAt(Date.now()) !== null)
			this.alarmClock.wakeBy(Date.now() + SAFETY_MS);
		if (isFresh && plan) this.ctx.waitUntil(tellRoster(this.env, plan, this.store.openIncidents()));
		return isFresh;
	}

	async ingest(input: Parameters<DeskRpc["ingest"]>[0]): Promise<Answer<AlertOutcome[]>> {
		const { serviceId, keyHash, accepts, alerts, notes = [], receivedAt } = input;
		const integration = await this.cache.integrationOf(serviceId, keyHash, accepts);
		const plan = this.cache.plan;
		if (!integration || !plan) return { ok: false, refusal: NO_SUCH_KEY };
		if (!this.rate.allows(integration.id, Date.now())) return { ok: false, refusal: TOO_MANY };
		if (this.dispatcher.isFull()) return { ok: false, refusal: TOO_BUSY };
		const { id, name } = integration;
		const actor = { kind: "integration", id, name } as const;
		const incoming = alerts.map((alert) => fromIntegration(alert, actor, newId("alert"), receivedAt));
		const routed = await this.intake.take(plan.service, incoming);
		await addNotes(this.env, this.store, actor, notes);
		return { ok: true, value: routed.map(({ outcome }) => outcome) };
	}

	async signal(signal: MonitorSignal): Promise<{ incidentId: string | null }> {
		const plan = await this.cache.planOf(signal.serviceId);
		if (!plan) return { incidentId: null };
		const seen = this.store.key({ scope: MONITOR_SCOPE, dedupKey: signal.monitorId });
		if (seen && signal.order <= seen.signalOrder) {
			await this.waitingWord.giveFor([seen.incidentId], this.serviceId());
			return { incidentId: seen.incidentId };
		}
		const [taken] = await this.intake.take(plan.service, [fromMonitor(signal, newId("alert"))]);
		return { incidentId: taken?.outcome.incidentId ?? null };
	}

	async hearings(monitorIds: string[], watch?: string): Promise<Hearing[]> {
		return this.resting.hearings(monitorIds, watch);
	}

	async declare(command: DeclareCommand): Promise<Answer<IncidentView>> {
		const plan = await this.cache.planOf(command.serviceId);
		if (!plan) return { ok: false, refusal: NO_SUCH_SERVICE };
		const claimed = this.ctx.storage.transactionSync(() =>
			this.declarations.open(command, plan.service, Date.now()),
		);
		if (!claimed.ok) return claimed;
		this.alarmClock.wakeBy(Date.now() + SAFETY_MS);
		const incidentId = claimed.value;
		await seeThrough([this.dispatcher.deliver(incidentId, EVERYTHING)]);
		await this.waitingWord.giveFor([incidentId], this.serviceId());
		const view = await incidentOf(this.env, incidentId).view();
		if (!view) throw new Error("the incident is stored and not yet open");
		return { ok: true, value: this.declarations.settle(command, view) };
	}

	async merge(order: MergeOrder): Promise<Answer<null>> {
		return this.mergeOrders.merge(order);
	}

	async split(order: SplitOrder): Promise<Answer<{ incidentId: string }>> {
		return this.mergeOrders.split(order);
	}

	/** While deliveries are on their way the Desk knows more than the incident does: then the change waits for them. */
	async incidentChanged(change: IncidentChange): Promise<void> {
		if (!this.store.exists) return;
		if (this.outbox.first(change.incidentId) !== null) return this.deferred.keep(change);
		this.follow(change);
		await this.resting.call();
	}

	async alertKeys(query: Parameters<DeskRpc["alertKeys"]>[0]): Promise<AlertKey[] | null> {
		const service = this.cache.plan ?? (await this.cache.planOf(this.serviceId()));
		if (!service) return null;
		const until = this.held.until(Date.now());
		return this.store
			.alertKeys(query)
			.map((key) => ({ ...key, heldUntil: key.state === "held" ? until : null }));
	}

	async tick(): Promise<boolean> {
		if (!this.store.exists) return true;
		const now = Date.now();
		if (this.cache.isStale(now)) await this.refresh();
		this.release();
		await this.dispatcher.deliverDue(now);
		await this.resting.call();
		if (now - this.store.prunedAt() >= days(1)) {
			this.store.prune(now - REMEMBER_MS, now);
			this.held.prune(now - REMEMBER_MS);
		}
		return this.waitingWord.takeBackIf(this.arm());
	}

	override async alarm(): Promise<void> {
		try {
			this.alarmClock.fired();
			if (!this.store.exists) return;
			if (!this.outbox.isEmpty()) this.alarmClock.wakeBy(Date.now() + minutes(1));
			this.release();
			await this.resting.call();
			await this.dispatcher.deliverDue(Date.now());
			this.arm();
		} catch (error) {
			log("desk.alarm_failed", { error });
		}
	}

	/** What a maintenance window held back until now. */
	private release(): void {
		if (!this.store.exists || !this.cache.plan) return;
		this.intake.release(this.cache.plan.service);
	}

	private delivered(row: OutboxRow, receipt: AlertReceipt | null): void {
		const { plan } = this.cache;
		const next = this.ctx.storage.transactionSync(() => this.receipts.take(row, receipt, plan));
		if (!next) return;
		this.alarmClock.wakeBy(Date.now() + SAFETY_MS);
		this.ctx.waitUntil(this.waitingWord.give(this.serviceId()));
		if (next.incidentId !== row.incidentId) this.dispatcher.deliver(next.incidentId, next.rowId);
	}

	private caughtUp(incidentId: string): void {
		const change = this.deferred.of(incidentId);
		if (change)
			this.ctx.storage.transactionSync(() => {
				this.deferred.forget(incidentId);
				this.follow(change);
			});
		this.ctx.waitUntil(this.resting.call());
	}

	private follow(change: IncidentChange): void {
		const windowMs = seconds(this.cache.plan?.service.reopenWindowSeconds ?? 0);
		this.incidents.incidentChanged(change, change.isOverridden ? change.at + windowMs : null);
	}

	/** Arms for the earliest delivery or release that waits. True when none does. */
	private arm(): boolean {
		const now = Date.now();
		const waiting = [this.outbox.nextAt(), this.held.nextAt(now)].filter((at) => at !== null);
		if (waiting.length > 0) this.alarmClock.wakeBy(Math.max(Math.min(...waiting), now + 10));
		return waiting.length === 0;
	}

	private serviceId(): string {
		const id = this.ctx.id.name ?? this.cache.plan?.service.id;
		if (!id) throw new Error("a Desk is found by its service's id");
		return id;
	}
}

import { DurableObject } from "cloudflare:workers";
import type { DeliveryReport } from "../../paging/rules/delivery-report.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Answer, Refusal } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type {
	AcknowledgeOutcome,
	AlertEnd,
	AlertReceipt,
	CommandContext,
	IncidentCommand,
	IncidentRpc,
	NoChangeOutcome,
	OpenIncident,
	PagedMethod,
	PageView,
	TickReport,
} from "../rpc.ts";
import type { Alert } from "../rules/alert.ts";
import type { IncidentView, TimelineEvent } from "../rules/incident-types.ts";
import { viewOf } from "../rules/incident-view.ts";
import type { MergeStep } from "../rules/merging.ts";
import { type NextPageThen, nextPagesOf, type Replayed, viewAt } from "../rules/replay.ts";
import type { AttachedRunbook } from "../rules/runbook-events.ts";
import { asTimeline } from "../rules/stored-events.ts";
import { type TicketResult, ticketEvents } from "../rules/ticket.ts";
import { AlertIntake } from "./alert-intake.ts";
import { Commands } from "./commands.ts";
import { EscalationRunner } from "./escalation-runner.ts";
import { EventStore } from "./event-store.ts";
import { EventSubscribers } from "./event-subscribers.ts";
import { Numbering } from "./numbering.ts";
import { PageActions } from "./page-actions.ts";
import { Pulse } from "./pulse.ts";
import { RemediationRuns } from "./remediation-runs.ts";
import { Rest } from "./rest.ts";
import { hearRoster } from "./roster-news.ts";
import { Waker } from "./waker.ts";

/** Whoever opens an incident waits no longer for its first pages to leave. */
const LEFT_WITHIN_MS = 500;
const BY_MACHINES: ReadonlySet<string> = new Set(["integration", "monitor"]);

/** One incident, and the only authority on it: replay, decide, append, re-arm. */
export class Incident extends DurableObject<Env> implements IncidentRpc {
	private readonly store: EventStore;
	private readonly numbering: Numbering;
	private readonly runner: EscalationRunner;
	private readonly commands: Commands;
	private readonly intake: AlertIntake;
	private readonly pageActions: PageActions;
	private readonly subscribers: EventSubscribers;
	private readonly rest: Rest;
	private readonly pulse: Pulse;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.store = new EventStore(ctx.storage);
		this.numbering = new Numbering(env, this.store);
		this.subscribers = new EventSubscribers(env, this.store, this.numbering, ctx);
		const runs = new RemediationRuns(env, this.store, this.numbering);
		this.rest = new Rest(env, this.store);
		const waker = new Waker(ctx.storage, this.rest);
		this.runner = new EscalationRunner(env, this.store, this.subscribers, waker, runs, this.numbering);
		this.commands = new Commands(env, this.store, runs);
		this.intake = new AlertIntake(this.store);
		this.pageActions = new PageActions(env, this.store);
		this.pulse = new Pulse(env);
	}

	async open(input: OpenIncident): Promise<IncidentView> {
		this.intake.open(input, Date.now());
		this.after(undefined);
		// How soon a way in is answered says how late pages are, and so how much it takes on: where no person waits, the
		// page leaves before the number is asked for. The Desk keeps the opening, and wakes it, until the Vault knows.
		if (BY_MACHINES.has(input.source.kind)) await this.runner.sent(LEFT_WITHIN_MS);
		await this.numbering.ask();
		return this.shown();
	}

	async alertReceived(alert: Alert, alertId: string, actor: Actor): Promise<AlertReceipt> {
		return this.after(this.intake.received(alert, alertId, actor, Date.now()));
	}

	async alertResolved(alert: AlertEnd, actor: Actor, resolvesIncident: boolean): Promise<AlertReceipt> {
		return this.after(this.intake.resolved(alert, actor, Date.now(), resolvesIncident));
	}

	async alertAcknowledged(actor: Actor): Promise<AlertReceipt> {
		return this.after(this.intake.acknowledged(actor, Date.now()));
	}

	async reopenByAlert(alert: Alert, alertId: string, actor: Actor, reason: string): Promise<AlertReceipt> {
		return this.after(this.intake.reopened(alert, alertId, actor, Date.now(), reason));
	}

	async merging(step: MergeStep): Promise<AlertReceipt> {
		return this.afterPerson(this.intake.merging(step, Date.now()));
	}

	async view(): Promise<IncidentView | null> {
		await this.numbered();
		return this.store.incident() ? this.shown() : null;
	}

	async timeline(afterSeq: number, limit: number): Promise<TimelineEvent[]> {
		if (this.store.corruption() !== null) return this.store.rawEvents(afterSeq, limit);
		return this.store.eventsAfter(afterSeq, limit).map(asTimeline);
	}

	async runbook(): Promise<AttachedRunbook | null> {
		return this.store.incident()?.runbook ?? null;
	}

	async viewAt(at: number): Promise<Replayed | null> {
		if (!this.store.isOpen()) return null;
		const { events, unreadable } = this.store.readable();
		return viewAt(events, this.store.plans(), at, unreadable);
	}

	async nextPages(): Promise<NextPageThen[] | null> {
		return this.store.isOpen() ? nextPagesOf(this.store.readable().events, this.store.plans()) : null;
	}

	async command(command: IncidentCommand, context: CommandContext): Promise<Answer<IncidentView>> {
		await this.numbered();
		// What is due already is done first: the next level is the one after it. What somebody asked for is not awaited:
		// whoever asks meanwhile means the same level.
		if (command.kind === "escalate" && !this.store.incident()?.ladder.asked) await this.runner.run();
		return this.afterPerson(await this.commands.run(command, context));
	}

	async pageRefusal(pageId: string): Promise<Refusal | null> {
		return this.pageActions.refuse(pageId);
	}

	async pageMethod(pageId: string): Promise<PagedMethod | null> {
		return this.pageActions.method(pageId);
	}

	async pageView(pageId: string, epoch: number): Promise<Answer<PageView>> {
		await this.numbered();
		return this.asBearer(pageId, () => this.pageActions.view(pageId, epoch));
	}

	async pageReceipt(...receipt: Parameters<IncidentRpc["pageReceipt"]>): Promise<Answer<null>> {
		const [pageId] = receipt;
		return this.asBearer(pageId, () => this.after(this.pageActions.receipt(Date.now(), ...receipt)));
	}

	async pageReported(pageId: string, report: DeliveryReport): Promise<void> {
		this.after(await this.pageActions.reported(pageId, report));
	}

	async pageAcknowledge(
		pageId: string,
		epoch: number,
		occurredAt: number | null,
	): Promise<Answer<AcknowledgeOutcome>> {
		return this.asBearer(pageId, () =>
			this.afterPerson(this.pageActions.acknowledge(pageId, epoch, occurredAt, Date.now())),
		);
	}

	async pageEscalate(pageId: string, epoch: number): Promise<Answer<IncidentView>> {
		return this.asBearer(pageId, () =>
			this.afterPerson(this.pageActions.escalate(pageId, epoch, Date.now())),
		);
	}

	async pageNoChange(pageId: string, epoch: number): Promise<Answer<NoChangeOutcome>> {
		return this.asBearer(pageId, () =>
			this.afterPerson(this.pageActions.noChange(pageId, epoch, Date.now())),
		);
	}

	/** What was waited for may have changed the incident: `act` looks at it anew. */
	private async asBearer<Value>(pageId: string, act: () => Answer<Value>): Promise<Answer<Value>> {
		const refusal = await this.pageActions.refuse(pageId);
		return refusal ? { ok: false, refusal } : act();
	}

	async rosterChanged(plan: PagingPlan): Promise<void> {
		if (await hearRoster(this.env, this.store, plan)) this.after(undefined);
	}

	async ticketSettled(result: TicketResult): Promise<void> {
		const incident = this.store.incident();
		const events = incident ? ticketEvents(incident, result) : [];
		if (events.length > 0) this.store.append(events, Date.now());
		this.after(undefined);
	}

	async restore(events: TimelineEvent[], paging: PagingPlan): Promise<void> {
		if (this.store.incident() === null) this.store.restore(events, paging);
	}

	async tick(): Promise<TickReport> {
		if (!(await this.runner.isAsleep())) await this.runner.run();
		if (this.store.corruption() !== null) return { state: "damaged", rest: null };
		const now = Date.now();
		const incident = this.store.incident();
		const nextAt = this.runner.nextAt(now);
		if (incident?.state === "resolved" && nextAt === null) return { state: "settled", rest: null };
		return { state: "open", rest: incident && this.rest.grant(incident, nextAt, now) };
	}

	/** Never throws: after seven throws the platform would drop the alarm, and the incident would be silent for ever. */
	override async alarm(): Promise<void> {
		try {
			await this.runner.run();
			await this.pulse.beat(Date.now());
		} catch (error) {
			log("incident.alarm_broke", { error: String(error) });
		}
	}

	/** Goes on after the caller has been answered; whatever a kill cuts off, the alarm takes up again. */
	private after<Result>(answer: Result): Result {
		this.ctx.waitUntil(this.runner.run());
		return answer;
	}

	/** A person looks at what they did: those who follow do not wait for pages that are leaving. */
	private afterPerson<Result>(answer: Result): Result {
		this.ctx.waitUntil(this.subscribers.catchUp());
		return this.after(answer);
	}

	async told(): Promise<void> {
		await this.subscribers.catchUp();
	}

	/** Nobody is shown an incident without its number, unless the Vault does not answer. */
	private async numbered(): Promise<void> {
		if (this.store.isOpen() && (await this.numbering.settle())) this.after(undefined);
	}

	private shown(): IncidentView {
		const [incident, paging] = [this.store.incident(), this.store.paging()];
		if (!incident || !paging) throw new Error("no such incident");
		return { ...viewOf(incident, paging), number: this.numbering.known };
	}
}

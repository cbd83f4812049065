import { registrationOf } from "../../paging/registration.ts";
import type { DeliveryReport } from "../../paging/rules/delivery-report.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Answer, Refusal } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { bundlesOf } from "../../platform/stubs.ts";
import { newId } from "../../platform/vault/ids.ts";
import { decide } from "../commands/commands.ts";
import type { AcknowledgeOutcome, IncidentRpc, NoChangeOutcome, PagedMethod, PageView } from "../rpc.ts";
import { reported } from "../rules/attempt.ts";
import { isPromised } from "../rules/cadence.ts";
import { type Incident, nameFor } from "../rules/incident.ts";
import type { IncidentView, Page } from "../rules/incident-types.ts";
import { viewOf } from "../rules/incident-view.ts";
import { pageEvidence } from "../rules/page-evidence.ts";
import { runbookBrief } from "../rules/runbook.ts";
import { takeReceipt } from "../rules/steps.ts";
import { refusalOfBearer } from "./bearer.ts";
import type { EventStore } from "./event-store.ts";

const OTHER_ACT = "This page’s token is for another act.";

interface LoadedPage {
	incident: Incident;
	paging: PagingPlan;
	page: Page;
}

/** What the bearer of one page's token may do. Each answer is the truth of this moment, also for who came second. */
export class PageActions {
	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
	) {}

	/** Why the bearer may do nothing at all with this page, null when they may: asked before each of the others. */
	async refuse(pageId: string): Promise<Refusal | null> {
		const incident = this.store.incident();
		const paging = this.store.paging();
		const page = incident?.pages.get(pageId);
		if (!incident || !paging || !page)
			return { code: "unauthenticated", detail: "This page no longer exists." };
		return refusalOfBearer(this.env, paging, page, incident.source.kind === "test");
	}

	/** The method that this page went to, as the incident last knew it; null where there is none. */
	method(pageId: string): PagedMethod | null {
		const page = this.store.incident()?.pages.get(pageId);
		const person = this.store.paging()?.people.find(({ id }) => id === page?.userId);
		const method = person?.methods.find(({ id }) => id === page?.methodId);
		return method ? { ...method, ...(page?.place !== undefined && { place: page.place }) } : null;
	}

	view(pageId: string, epoch: number): Answer<PageView> {
		const held = this.hold(pageId, epoch);
		if ("refusal" in held) return { ok: false, refusal: held.refusal };
		const { id: incidentId, nextEscalation, ...view } = viewOf(held.incident, held.paging);
		const { number, title, severity, service, state, acknowledgedBy, triggeredAt, resolvedAt } = view;
		const times = { triggeredAt, resolvedAt };
		const value = { incidentId, number, title, severity, service, state, acknowledgedBy, ...times };
		const cause = pageEvidence(held.incident.epoch, ...this.store.cause());
		const { nextUpdateDueAt } = view;
		const runbook = runbookBrief(held.incident.runbook);
		return { ok: true, value: { ...value, nextEscalation, evidence: cause, runbook, nextUpdateDueAt } };
	}

	/** A receipt is a fact about the phone: it is kept whatever became of the incident meanwhile. */
	receipt(
		now: Instant,
		...[pageId, epoch, event, from]: Parameters<IncidentRpc["pageReceipt"]>
	): Answer<null> {
		const isForUpdate = this.store.incident()?.pages.get(pageId)?.about !== undefined;
		const held = this.hold(pageId, epoch, isForUpdate);
		if ("refusal" in held) return { ok: false, refusal: held.refusal };
		const events = takeReceipt(held.incident, held.page, event);
		if (events.length > 0) this.store.append(events, now);
		if (from !== "bundle") void this.passOn(held.page, event);
		return { ok: true, value: null };
	}

	/** The phone showed the pages of a bundle as one: those of other incidents arrived too. Never rejects. */
	private async passOn(page: Page, event: "received" | "opened"): Promise<void> {
		const { id: pageId, userId, methodId, bundle } = page;
		if (userId === null || !bundle) return;
		await bundlesOf(this.env, userId)
			.received(methodId, pageId, event)
			.catch((error) => log("bundle.receipt_lost", { pageId, error: String(error) }));
	}

	/** What a provider says of a page is a fact like a receipt: it needs no right to answer. */
	async reported(pageId: string, report: DeliveryReport): Promise<void> {
		const method = this.method(pageId);
		const registration = method ? await registrationOf(method.address) : "";
		const incident = this.store.incident();
		const page = incident?.pages.get(pageId);
		const events = incident && page ? reported(incident, page, report, registration) : [];
		if (events.length > 0) this.store.append(events, Date.now());
	}

	acknowledge(
		pageId: string,
		epoch: number,
		occurredAt: Instant | null,
		now: Instant,
	): Answer<AcknowledgeOutcome> {
		const held = this.hold(pageId, epoch);
		if ("refusal" in held) return { ok: false, refusal: held.refusal };
		const { incident, paging, page } = held;
		if (incident.state === "resolved")
			return outcome(incident, "already_resolved", null, incident.resolvedAt);
		const isSecond = incident.state === "acknowledged";
		const command = { kind: "acknowledge" as const, pageId, occurredAt: occurredAt ?? undefined };
		const decision = decide({ incident, paging, actor: bearerOf(page), now, newId }, command);
		if ("refusal" in decision) throw new Error(`an open incident refused: ${decision.refusal.detail}`);
		this.store.append(decision.events, now);
		const result = isSecond ? "already_acknowledged" : "acknowledged";
		const { acknowledgedBy, acknowledgedAt, firstAcknowledgement: first } = incident;
		return outcome(
			incident,
			result,
			acknowledgedBy ?? first?.by ?? null,
			acknowledgedAt ?? first?.at ?? null,
		);
	}

	/** "I cannot take it": the page's own level is left, if the ladder is still there. */
	escalate(pageId: string, epoch: number, now: Instant): Answer<IncidentView> {
		const held = this.hold(pageId, epoch);
		if ("refusal" in held) return { ok: false, refusal: held.refusal };
		const { incident, paging, page } = held;
		const facts = { incident, paging, actor: bearerOf(page), now, newId };
		const decision = decide(facts, { kind: "cannot_take", pageId: page.id });
		if ("refusal" in decision) return { ok: false, refusal: decision.refusal };
		this.store.append(decision.events, now);
		return { ok: true, value: viewOf(incident, paging) };
	}

	/**
	 * "Nothing new": posts the draft that the reminder showed, for that promise alone. A second press, or one that comes
	 * when somebody has posted meanwhile, posts nothing.
	 */
	noChange(pageId: string, epoch: number, now: Instant): Answer<NoChangeOutcome> {
		const held = this.hold(pageId, epoch, true);
		if ("refusal" in held) return { ok: false, refusal: held.refusal };
		const { incident, paging, page } = held;
		const done = (result: NoChangeOutcome["result"]): Answer<NoChangeOutcome> => {
			const {
				id: incidentId,
				state,
				nextUpdateDueAt,
				nextStakeholderUpdateDueAt = null,
			} = viewOf(incident, paging);
			const dueAt = page.about?.audience === "public" ? nextUpdateDueAt : nextStakeholderUpdateDueAt;
			return { ok: true, value: { result, incidentId, state, nextUpdateDueAt: dueAt } };
		};
		if (incident.state === "resolved") return done("already_resolved");
		if (!page.about || !isPromised(incident, page.about)) return done("already_posted");
		const { audience, status, draft: message } = page.about;
		if (incident.status !== status)
			return {
				ok: false,
				refusal: { code: "stale_command", detail: "The status changed after this reminder." },
			};
		const facts = { incident, paging, actor: bearerOf(page), now, newId };
		const decision = decide(facts, { kind: "update", audience, status, message });
		if ("refusal" in decision) return { ok: false, refusal: decision.refusal };
		this.store.append(decision.events, now);
		return done("posted");
	}

	private hold(pageId: string, epoch: number, isForUpdate = false): LoadedPage | { refusal: Refusal } {
		const incident = this.store.incident();
		const paging = this.store.paging();
		const page = incident?.pages.get(pageId);
		if (!incident || !paging || !page)
			return { refusal: { code: "unauthenticated", detail: "This page no longer exists." } };
		if ((page.about !== undefined) !== isForUpdate)
			return { refusal: { code: "forbidden", detail: OTHER_ACT } };
		if (epoch !== incident.epoch) {
			const detail = `${nameFor(incident)} was reopened after this page was sent.`;
			return { refusal: { code: "stale_command", detail } };
		}
		return { incident, paging, page };
	}
}

function bearerOf(page: Page): Actor {
	return { kind: "user", id: page.userId, name: page.userName ?? page.methodName };
}

function outcome(
	incident: Incident,
	result: AcknowledgeOutcome["result"],
	by: Actor | null,
	at: Instant | null,
): Answer<AcknowledgeOutcome> {
	const value = {
		result,
		by,
		at: at ?? incident.lastEventAt,
		incidentId: incident.id,
		state: incident.state,
	};
	return { ok: true, value };
}

/** What the incident object promises: how it is opened, commanded, read and asked by the bearer of a page. */

import type { Observation } from "../monitoring/rules/monitor.ts";
import type { DeliveryReport } from "../paging/rules/delivery-report.ts";
import type { ContactMethod, PagingPlan } from "../paging/rules/paging-plan.ts";
import type { Severity } from "../paging/rules/severity.ts";
import type { Answer, Refusal } from "../platform/answer.ts";
import type { IncidentRest } from "../platform/rpc.ts";
import type { Actor } from "../platform/rules/caller.ts";
import type { CalledKind } from "./commands/calls.ts";
import type { Command } from "./commands/commands.ts";
import type { Alert } from "./rules/alert.ts";
import type { IncidentView, Page, TimelineEvent } from "./rules/incident-types.ts";
import type { MergeStep } from "./rules/merging.ts";
import type { Opening } from "./rules/opening.ts";
import type { PageEvidence } from "./rules/page-evidence.ts";
import type { NextPageThen, Replayed } from "./rules/replay.ts";
import type { RunbookBrief } from "./rules/runbook.ts";
import type { AttachedRunbook } from "./rules/runbook-events.ts";
import type { TicketResult } from "./rules/ticket.ts";

/** What a command may carry beside its own fields. */
export interface CommandContext {
	actor: Actor;
	/** `Idempotency-Key` and a hash of the body, kept with the events of the command. */
	idempotency: { key: string; bodyHash: string } | null;
	/** The versions of the incident that the caller means; without any: whichever it is. */
	versions?: number[] | null;
	requestId: string;
}

/** A command of the API, with its fields, or what the end of a shift asks. */
export type IncidentCommand = Extract<Command, { kind: CalledKind | "suggest_handover" }>;

/** What the small page behind a tap is told. */
export interface PageView {
	incidentId: string;
	number: number;
	title: string;
	severity: Severity;
	service: { id: string; name: string };
	state: IncidentView["state"];
	acknowledgedBy: Actor | null;
	triggeredAt: number;
	resolvedAt: number | null;
	nextEscalation: IncidentView["nextEscalation"];
	evidence: PageEvidence[];
	/** Null: none is attached. */
	runbook: RunbookBrief | null;
	/** When the public was promised the next word; null while nothing is public. */
	nextUpdateDueAt: number | null;
}

/** The method of a page, and where its message is, at a provider that edits messages. */
export type PagedMethod = ContactMethod & Pick<Page, "place">;

export interface AcknowledgeOutcome {
	result: "acknowledged" | "already_acknowledged" | "already_resolved";
	by: Actor | null;
	at: number;
	incidentId: string;
	state: IncidentView["state"];
}

/** `already_posted`: somebody posted meanwhile, or nothing is promised any more; nothing was posted now. */
export interface NoChangeOutcome {
	result: "posted" | "already_posted" | "already_resolved";
	incidentId: string;
	state: IncidentView["state"];
	/** When that audience was promised the next update. */
	nextUpdateDueAt: number | null;
}

/** What an incident starts from. `alert` is null for monitors and people. */
export interface OpenIncident extends Opening {
	serviceId: string;
	alert: (Omit<Alert, "action"> & { alertId: string }) | null;
}

/** An alert that is over. `evidence` is what a monitor saw, empty for other tools. */
export interface AlertEnd {
	alertId: string;
	dedupKey: string;
	memberKey: string | null;
	evidence: Observation[];
	/** Why it ended without a recovery, for people: its monitor was deleted or moved. */
	reason: string | null;
}

/**
 * What became of an alert at its incident. `taken` is false only when the incident is resolved and had not recorded
 * this alert before: it records nothing then, and the Desk routes the alert anew.
 */
export interface AlertReceipt {
	taken: boolean;
	view: IncidentView;
}

export interface TickReport {
	/** `settled`: nothing is left that could become due; `damaged`: its timeline cannot be read, the admins are called. */
	state: "open" | "settled" | "damaged";
	/** For the Vault: the tick need not look before then. */
	rest: IncidentRest | null;
}

/** One per incident (`idFromName(incidentId)`): the only authority on it. */
export interface IncidentRpc {
	/** Durable; the same incidentId twice opens one incident. */
	open(input: OpenIncident): Promise<IncidentView>;
	/** Durable; each alertId is recorded once. */
	alertReceived(alert: Alert, alertId: string, actor: Actor): Promise<AlertReceipt>;
	/** Durable; each alertId is recorded once. On a resolved incident it changes nothing and counts as taken. */
	alertResolved(alert: AlertEnd, actor: Actor, resolvesIncident: boolean): Promise<AlertReceipt>;
	/** Durable; changes nothing unless the incident is triggered. */
	alertAcknowledged(actor: Actor): Promise<AlertReceipt>;
	/** Durable; each alertId is recorded once. On an open incident it is the same as `alertReceived`. */
	reopenByAlert(alert: Alert, alertId: string, actor: Actor, reason: string): Promise<AlertReceipt>;
	/** Durable; each step of a merge is taken once. `taken` is false when the incident is over and takes in nothing. */
	merging(step: MergeStep): Promise<AlertReceipt>;
	/** Answers when everybody who follows was told of what there is now, or could not be reached. */
	told(): Promise<void>;
	/** Null when there is no such incident. */
	view(): Promise<IncidentView | null>;
	/** Events with a greater seq than `afterSeq`, oldest first. */
	timeline(afterSeq: number, limit: number): Promise<TimelineEvent[]>;
	/** The runbook that is attached, with what was said of its steps; null when there is none. */
	runbook(): Promise<AttachedRunbook | null>;
	/** As it stood at an instant, epoch ms; null for an incident that is not there. */
	viewAt(at: number): Promise<Replayed | null>;
	/** What was said of the next page at any time, as far as it is known; null for an incident that is not there. */
	nextPages(): Promise<NextPageThen[] | null>;
	/** Durable. */
	command(command: IncidentCommand, context: CommandContext): Promise<Answer<IncidentView>>;
	/** Why whoever holds this page may not answer it, null when they may. The calls below refuse the same by themselves. */
	pageRefusal(pageId: string): Promise<Refusal | null>;
	/** The person's method that this page went to, its address sealed; null for a page that went to none. */
	pageMethod(pageId: string): Promise<PagedMethod | null>;
	pageView(pageId: string, epoch: number): Promise<Answer<PageView>>;
	/** `page_received` or `page_opened`, each once per page. `from`: a bundle passes on what its phone said of another page. */
	pageReceipt(
		pageId: string,
		epoch: number,
		event: "received" | "opened",
		from?: "bundle",
	): Promise<Answer<null>>;
	/** What the provider that took this page says of it; told twice, or after something newer, it changes nothing. */
	pageReported(pageId: string, report: DeliveryReport): Promise<void>;
	pageAcknowledge(
		pageId: string,
		epoch: number,
		occurredAt: number | null,
	): Promise<Answer<AcknowledgeOutcome>>;
	pageEscalate(pageId: string, epoch: number): Promise<Answer<IncidentView>>;
	/** Posts the draft of a reminder, once. */
	pageNoChange(pageId: string, epoch: number): Promise<Answer<NoChangeOutcome>>;
	/** The people, schedules and teams of its service as they are now: whom it would page next may be another. */
	rosterChanged(plan: PagingPlan): Promise<void>;
	/** What became of the ticket that its severity wants; durable, and told twice it is told once. */
	ticketSettled(result: TicketResult): Promise<void>;
	/** Puts a timeline back that only the database kept; nothing when there is one already. */
	restore(events: TimelineEvent[], paging: PagingPlan): Promise<void>;
	/** Runs what is late and arms again; where nothing is late and the alarm is right, nothing is written. */
	tick(): Promise<TickReport>;
}

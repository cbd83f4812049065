import type { AlertReceipt } from "../../incidents/rpc.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { AlertRouter } from "./alert-router.ts";
import type { DeskIncidents } from "./desk-incidents.ts";
import type { DeskOutbox, OutboxRow } from "./desk-outbox.ts";
import { redelivered } from "./incoming-alert.ts";
import type { Merges, Queued } from "./merges.ts";

/** What follows from a delivery, written in the transaction that ends it. */
export class Receipts {
	constructor(
		private readonly outbox: DeskOutbox,
		private readonly incidents: DeskIncidents,
		private readonly router: AlertRouter,
		private readonly merges: Merges,
	) {}

	/** The delivery that it leads to. An alert that came after its incident was resolved is routed anew. */
	take(
		{ id, incidentId, message }: OutboxRow,
		receipt: AlertReceipt | null,
		plan: PagingPlan | null,
	): Queued[number] | null {
		if (mayBeMadeAgain(message, receipt)) this.outbox.doneSoon(id);
		else this.outbox.done(id);
		const now = Date.now();
		if (message.kind === "merge")
			return receipt && this.merges.follow(incidentId, message.step, receipt, now);
		if (message.kind === "resolved" && message.resolvesIncident && receipt)
			this.followEnd(incidentId, receipt);
		if (!receipt || receipt.taken || message.kind !== "received" || !plan) return null;
		if (this.outbox.reopens(incidentId))
			return { incidentId, rowId: this.outbox.add(incidentId, message, now) };
		this.incidents.foundResolved(incidentId, receipt.view.resolvedAt ?? now);
		return this.router.route(redelivered(message), plan.service, now).outboxRow;
	}

	/** An end that was delivered did not end the incident: it flaps, and stays open for a while. */
	private followEnd(incidentId: string, { view }: AlertReceipt): void {
		const isLast = this.outbox.first(incidentId) === null;
		if (isLast && view.state !== "resolved") this.incidents.staysOpen(incidentId);
	}
}

/** An incident is opened once, and hears of an alert once, however often it is told. */
function mayBeMadeAgain({ kind }: OutboxRow["message"], receipt: AlertReceipt | null): boolean {
	return kind === "open" || (kind === "received" && receipt?.taken === true);
}

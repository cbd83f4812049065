import type { AlertReceipt, IncidentRpc } from "../../incidents/rpc.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { type Instant, seconds } from "../../platform/rules/time.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { DeskOutbox, OutboxMessage, OutboxRow } from "./desk-outbox.ts";

const TIMEOUT_MS = seconds(10);
const LONGEST_WAIT_MS = seconds(60);
const AT_ONCE = 6;
const BATCH = 60;
const MOST_AT_WORK = 200;

export interface DispatcherOptions {
	env: Env;
	outbox: DeskOutbox;
	plan: () => PagingPlan | null;
	/** Stores what the delivery led to, together with its end. */
	delivered: (row: OutboxRow, receipt: AlertReceipt | null) => void;
	failed: (row: OutboxRow, nextAt: Instant) => void;
	/** Nothing is left for this incident. */
	idle: (incidentId: string) => void;
}

interface Drain {
	waiting: { rowId: number; done: () => void }[];
}

/** Carries decisions to their incidents: in order for each incident, again after 1, 2, 4 … 60 s while it does not answer. */
export class OutboxDispatcher {
	private readonly parts: DispatcherOptions;
	private readonly runs = new Map<string, Drain>();

	constructor(parts: DispatcherOptions) {
		this.parts = parts;
	}

	/** So many incidents are being told that another one would hear of its alert late. */
	isFull(): boolean {
		return this.runs.size >= MOST_AT_WORK;
	}

	/** Resolves when this delivery was made, or failed and waits for its next try. Never rejects. */
	deliver(incidentId: string, rowId: number): Promise<void> {
		return new Promise((done) => this.run(incidentId, { rowId, done }));
	}

	/** Makes what is due at `now`, the earliest first, at most 60 incidents. */
	async deliverDue(now: Instant): Promise<void> {
		const due = this.parts.outbox.due(now, BATCH);
		const lane = async () => {
			for (let next = due.shift(); next; next = due.shift())
				await this.deliver(next, Number.MAX_SAFE_INTEGER);
		};
		await Promise.all(Array.from({ length: AT_ONCE }, lane));
	}

	private run(incidentId: string, waiter: Drain["waiting"][number]): void {
		const running = this.runs.get(incidentId);
		if (running) {
			running.waiting.push(waiter);
			return;
		}
		const run: Drain = { waiting: [waiter] };
		this.runs.set(incidentId, run);
		this.drain(incidentId, run).catch((error) => log("desk.delivery_broken", { incidentId, error }));
	}

	private async drain(incidentId: string, run: Drain): Promise<void> {
		try {
			await this.drainQueue(incidentId, run);
		} finally {
			// In the same turn as the last look: a delivery that came after it must start a run of its own.
			this.runs.delete(incidentId);
			for (const { done } of run.waiting) done();
		}
	}

	private async drainQueue(incidentId: string, run: Drain): Promise<void> {
		for (;;) {
			const row = this.parts.outbox.first(incidentId);
			if (!row) return this.parts.idle(incidentId);
			if (row.nextAt > Date.now() || !(await this.attempt(row))) return;
			const isDone = ({ rowId }: { rowId: number }) => rowId <= row.id;
			for (const { done } of run.waiting.filter(isDone)) done();
			run.waiting = run.waiting.filter((each) => !isDone(each));
		}
	}

	private async attempt(row: OutboxRow): Promise<boolean> {
		try {
			const receipt = await withTimeout(
				this.send(incidentOf(this.parts.env, row.incidentId), row.message),
				TIMEOUT_MS,
			);
			this.parts.delivered(row, receipt);
			return true;
		} catch (error) {
			const waitMs = Math.min(LONGEST_WAIT_MS, seconds(2 ** Math.min(row.attempts, 6)));
			log("desk.delivery_failed", { incidentId: row.incidentId, kind: row.message.kind, waitMs, error });
			this.parts.failed(row, Date.now() + waitMs);
			return false;
		}
	}

	private async send(incident: IncidentRpc, message: OutboxMessage): Promise<AlertReceipt | null> {
		switch (message.kind) {
			case "open": {
				const plan = this.parts.plan();
				if (!plan) throw new Error("the service is gone");
				await incident.open({ ...message.incident, plan });
				return null;
			}
			case "received":
				return incident.alertReceived(message.alert, message.alertId, message.actor);
			case "reopen": {
				const { alert, alertId, actor, reason } = message;
				return incident.reopenByAlert(alert, alertId, actor, reason);
			}
			case "resolved":
				return incident.alertResolved(message.alert, message.actor, message.resolvesIncident);
			case "acknowledged":
				return incident.alertAcknowledged(message.actor);
			case "merge":
				return incident.merging(message.step);
			case "severity": {
				const { severity, actor } = message;
				const command = {
					kind: "severity",
					severity,
					reason: "A more severe alert joined the storm",
				} as const;
				await incident.command(command, { actor, idempotency: null, requestId: "" });
				return null;
			}
		}
		// Of a kind that only a newer version knows: it waits here for that.
		throw new Error(
			`a message of unknown kind: ${String((message satisfies never as { kind: unknown }).kind)}`,
		);
	}
}

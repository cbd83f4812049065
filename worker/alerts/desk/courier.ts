import type { AlertReceipt, IncidentRpc } from "../../incidents/rpc.ts";
import type { PagingPlan } from "../../paging/rules/roster.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { type Instant, seconds } from "../../platform/rules/time.ts";
import { incidentOf } from "../../platform/stubs.ts";
import type { Delivery, Pending, PendingRow } from "./pending.ts";

const PATIENCE_MS = seconds(10);
const LONGEST_WAIT_MS = seconds(60);
const AT_ONCE = 6;
const A_ROUND = 60;

export interface CourierParts {
	env: Env;
	pending: Pending;
	plan: () => PagingPlan | null;
	/** Stores what the delivery led to, together with its end. */
	delivered: (row: PendingRow, receipt: AlertReceipt | null) => void;
	failed: (row: PendingRow, nextAt: Instant) => void;
	/** Nothing is left for this incident. */
	idle: (incidentId: string) => void;
}

interface Run {
	waiting: { rowId: number; done: () => void }[];
}

/** Carries decisions to their incidents: in order for each incident, again after 1, 2, 4 … 60 s while it does not answer. */
export class Courier {
	readonly #parts: CourierParts;
	readonly #runs = new Map<string, Run>();

	constructor(parts: CourierParts) {
		this.#parts = parts;
	}

	/** Resolves when this delivery was made, or failed and waits for its next try. Never rejects. */
	deliver(incidentId: string, rowId: number): Promise<void> {
		return new Promise((done) => this.#run(incidentId, { rowId, done }));
	}

	/** Makes what is due at `now`, the earliest first, at most 60 incidents. */
	async deliverDue(now: Instant): Promise<void> {
		const due = this.#parts.pending.waiting(A_ROUND).filter(({ nextAt }) => nextAt <= now);
		const lane = async () => {
			for (let next = due.shift(); next; next = due.shift())
				await this.deliver(next.incidentId, Number.MAX_SAFE_INTEGER);
		};
		await Promise.all(Array.from({ length: AT_ONCE }, lane));
	}

	#run(incidentId: string, waiter: Run["waiting"][number]): void {
		const running = this.#runs.get(incidentId);
		if (running) {
			running.waiting.push(waiter);
			return;
		}
		const run: Run = { waiting: [waiter] };
		this.#runs.set(incidentId, run);
		this.#drain(incidentId, run).catch((error) => log("desk.delivery_broken", { incidentId, error }));
	}

	async #drain(incidentId: string, run: Run): Promise<void> {
		try {
			await this.#carry(incidentId, run);
		} finally {
			// In the same turn as the last look: a delivery that came after it must start a run of its own.
			this.#runs.delete(incidentId);
			for (const { done } of run.waiting) done();
		}
	}

	async #carry(incidentId: string, run: Run): Promise<void> {
		for (;;) {
			const row = this.#parts.pending.first(incidentId);
			if (!row) return this.#parts.idle(incidentId);
			if (row.nextAt > Date.now() || !(await this.#attempt(row))) return;
			const isDone = ({ rowId }: { rowId: number }) => rowId <= row.id;
			for (const { done } of run.waiting.filter(isDone)) done();
			run.waiting = run.waiting.filter((each) => !isDone(each));
		}
	}

	async #attempt(row: PendingRow): Promise<boolean> {
		try {
			const receipt = await soon(this.#send(incidentOf(this.#parts.env, row.incidentId), row.delivery));
			this.#parts.delivered(row, receipt);
			return true;
		} catch (error) {
			const waitMs = Math.min(LONGEST_WAIT_MS, seconds(2 ** Math.min(row.attempts, 6)));
			log("desk.delivery_failed", { incidentId: row.incidentId, kind: row.delivery.kind, waitMs, error });
			this.#parts.failed(row, Date.now() + waitMs);
			return false;
		}
	}

	async #send(incident: IncidentRpc, delivery: Delivery): Promise<AlertReceipt | null> {
		switch (delivery.kind) {
			case "open": {
				const plan = this.#parts.plan();
				if (!plan) throw new Error("the service is gone");
				await incident.open({ ...delivery.incident, plan });
				return null;
			}
			case "received":
				return incident.alertReceived(delivery.alert, delivery.alertId, delivery.actor, delivery.at);
			case "reopen": {
				const { alert, alertId, actor, at, reason } = delivery;
				return incident.reopenByAlert(alert, alertId, actor, at, reason);
			}
			case "resolved":
				return incident.alertResolved(delivery.alert, delivery.actor, delivery.at, delivery.resolvesIncident);
			case "acknowledged":
				return incident.alertAcknowledged(delivery.actor, delivery.at);
			case "severity": {
				const { severity, actor } = delivery;
				const command = { kind: "severity", severity, reason: "A worse alert joined the storm" } as const;
				await incident.command(command, { actor, idempotency: null, requestId: "" });
				return null;
			}
		}
	}
}

async function soon<T>(work: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

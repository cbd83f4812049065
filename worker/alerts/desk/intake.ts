import type { ServiceFacts } from "../../paging/rules/paging-plan.ts";
import { type Instant, seconds } from "../../platform/rules/time.ts";
import type { AlertRouter, RoutingResult } from "./alert-router.ts";
import type { DeskStore } from "./desk-store.ts";
import { DuplicateCounter } from "./duplicate-counter.ts";
import type { HeldAlerts } from "./held-alerts.ts";
import type { IncomingAlert } from "./incoming-alert.ts";
import { seeThrough } from "./see-through.ts";

/** After a kill between decision and delivery this wakes the Desk, unless its tool sends the alert again before. */
export const SAFETY_MS = seconds(4);

export interface IntakePorts {
	transact<Result>(work: () => Result): Result;
	deliver(incidentId: string, rowId: number): Promise<void>;
	wakeBy(at: Instant): void;
	/** The Vault knows that work waits here: with these incidents, or at all. */
	giveWordFor(incidentIds: string[]): Promise<void>;
	giveWord(): Promise<void>;
}

type Queued = { incidentId: string; rowId: number };

/** Takes alerts in: each is routed, written and seen through to its incident, or held until a maintenance window ends. */
export class Intake {
	private readonly duplicates: DuplicateCounter;

	constructor(
		private readonly store: DeskStore,
		private readonly router: AlertRouter,
		private readonly held: HeldAlerts,
		private readonly ports: IntakePorts,
	) {
		this.duplicates = new DuplicateCounter((counts) =>
			this.ports.transact(() => {
				for (const { name, times } of counts) this.store.countRepeats(name, times);
			}),
		);
	}

	/** Answers when what was decided is stored, and told to its incidents or five seconds old. */
	async take(service: ServiceFacts, alerts: IncomingAlert[]): Promise<RoutingResult[]> {
		const now = Date.now();
		this.release(service);
		const taken = this.ports.transact(() =>
			alerts.map((incoming) => this.router.route(incoming, service, now)),
		);
		const pending = taken.flatMap(queuedBy);
		const repeats = taken.flatMap((each) => each.duplicateOf ?? []);
		const isHeld = taken.some(({ outcome }) => outcome.status === "held");
		if (pending.length > 0 || isHeld) this.ports.wakeBy(now + SAFETY_MS);
		const counted = repeats.length > 0 && this.duplicates.count(repeats);
		await seeThrough(pending.map(({ incidentId, rowId }) => this.ports.deliver(incidentId, rowId)));
		await counted;
		await this.ports.giveWordFor(taken.flatMap(({ outcome }) => outcome.incidentId ?? []));
		if (isHeld) await this.ports.giveWord();
		return taken;
	}

	/** Routes what was held and still fires, once no work is planned any more. What it leads to is delivered after the caller. */
	release(service: ServiceFacts): void {
		const now = Date.now();
		const pending = this.ports.transact(() =>
			this.held.release(now).flatMap(({ incoming, received }) => {
				const routed = this.router.route(incoming, service, now);
				const repeats = received - 1;
				if (repeats > 0)
					this.store.countRepeats({ scope: incoming.scope, dedupKey: incoming.alert.dedupKey }, repeats);
				return queuedBy(routed);
			}),
		);
		if (pending.length > 0) this.ports.wakeBy(now + SAFETY_MS);
		for (const { incidentId, rowId } of pending) void this.ports.deliver(incidentId, rowId);
	}
}

function queuedBy({ outboxRow, also }: RoutingResult): Queued[] {
	return [...(outboxRow ? [outboxRow] : []), ...(also ?? [])];
}

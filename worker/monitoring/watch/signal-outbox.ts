import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { deskOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { StoredSignal, WatchStore } from "./watch-store.ts";

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
const TIMEOUT_MS = 10_000;

/** Carries signals from the slice's storage to their Desks until each has said that it has it. */
export class SignalOutbox {
	private readonly env: Env;
	private readonly store: WatchStore;
	private readonly underWay = new Map<string, Promise<void>>();

	constructor(env: Env, store: WatchStore) {
		this.env = env;
		this.store = store;
	}

	/**
	 * Tries everything that is due. A monitor's signals go one after the other, and none before the one that began
	 * earlier was taken; monitors do not wait for each other.
	 */
	async deliver(): Promise<void> {
		const waiting = this.store.monitorsWithSignals();
		await Promise.all(waiting.map((monitorId) => this.deliverInOrder(monitorId)));
	}

	/** Until nothing of what is under way now is: each was taken, or is to be tried again later. */
	async settled(): Promise<void> {
		await Promise.all(this.underWay.values());
	}

	private async deliverInOrder(monitorId: string): Promise<void> {
		if (this.underWay.has(monitorId)) return;
		const done = this.deliverDue(monitorId).finally(() => this.underWay.delete(monitorId));
		this.underWay.set(monitorId, done);
		await done;
	}

	private async deliverDue(monitorId: string): Promise<void> {
		let goesOn = true;
		while (goesOn) {
			const first = this.store.firstSignal(monitorId);
			goesOn = first !== null && first.dueAt <= Date.now() && (await this.deliverOne(first));
		}
	}

	private async deliverOne({ id, signal, attempts }: StoredSignal): Promise<boolean> {
		const { kind, monitorId, serviceId } = signal;
		try {
			const { incidentId } = await withTimeout(deskOf(this.env, serviceId).signal(signal), TIMEOUT_MS);
			this.store.removeSignal(id);
			log("watch.signalled", { kind, monitorId, serviceId, incidentId });
			return true;
		} catch (error) {
			const waitMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts);
			this.store.deferSignal(id, attempts + 1, Date.now() + waitMs);
			log("watch.signal_failed", { kind, monitorId, serviceId, attempts, error });
			return false;
		}
	}
}

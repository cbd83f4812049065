import type { Instant } from "../../platform/rules/time.ts";

/** The Desk's one alarm: the earliest time that anybody asked for. */
export class Waker {
	readonly #storage: Pick<DurableObjectStorage, "setAlarm">;
	#at: Instant = 0;

	constructor(storage: Pick<DurableObjectStorage, "setAlarm">) {
		this.#storage = storage;
	}

	/** Durable with the writes of the same turn. An alarm that should have rung and did not counts as lost. */
	wakeBy(at: Instant): void {
		if (this.#at > Date.now() && this.#at <= at) return;
		// Setting the time that is stored already is silently ignored when the scheduler has lost its record.
		this.#at = at === this.#at ? at + 1 : at;
		this.#storage.setAlarm(this.#at);
	}

	/** To be called first when the alarm rings. */
	rang(): void {
		this.#at = 0;
	}
}

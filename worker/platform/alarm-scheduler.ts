import type { Instant } from "./rules/time.ts";

/**
 * The one alarm of an object, where the last word wins. Setting the time that is already stored was measured to do
 * nothing when the scheduler has lost its record, so a time is never written twice in a row: the second differs by a
 * millisecond.
 */
export class AlarmScheduler {
	private lastWritten: Instant | null = null;

	constructor(private readonly storage: DurableObjectStorage) {}

	/**
	 * Sees to it that the alarm rings by `at`; one that rings earlier will do. An alarm that should have rung and did not
	 * counts as lost.
	 */
	async guard(at: Instant, now: Instant): Promise<void> {
		if (this.lastWritten !== null && this.lastWritten > now && this.lastWritten <= at) return;
		await this.arm(at, now);
	}

	/** True when one is stored that rings by `at`. Whether the scheduler still knows of it cannot be asked. */
	async isSetBy(at: Instant, now: Instant): Promise<boolean> {
		const stored = await this.storage.getAlarm();
		return stored !== null && stored > now && stored <= at + 1;
	}

	/** Arms for `at` (never in the past by more than now), or disarms for null. */
	async arm(at: Instant | null, now: Instant): Promise<void> {
		if (at === null) {
			this.lastWritten = null;
			await this.storage.deleteAlarm();
			return;
		}
		const due = Math.max(at, now);
		const time = due === this.lastWritten ? due + 1 : due;
		this.lastWritten = time;
		await this.storage.setAlarm(time);
	}
}

/** The one alarm of an object, where the earliest time that anybody asked for wins. */
export class EarliestAlarm {
	private at: Instant = 0;

	constructor(private readonly storage: Pick<DurableObjectStorage, "setAlarm">) {}

	/** Durable with the writes of the same turn. An alarm that should have fired and did not counts as lost. */
	wakeBy(at: Instant): void {
		if (this.at > Date.now() && this.at <= at) return;
		// For the same reason as above.
		this.at = at === this.at ? at + 1 : at;
		this.storage.setAlarm(this.at);
	}

	/** To be called first when the alarm fires. */
	fired(): void {
		this.at = 0;
	}
}

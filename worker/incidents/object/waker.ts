import { AlarmScheduler } from "../../platform/alarm-scheduler.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Rest } from "./rest.ts";

/** The incident's alarm. Whoever sets it for a time before the end of a rest ends the rest: the tick is to look as well. */
export class Waker extends AlarmScheduler {
	constructor(
		storage: DurableObjectStorage,
		private readonly rest: Rest,
	) {
		super(storage);
	}

	override async guard(at: Instant, now: Instant): Promise<void> {
		this.rest.endBefore(at, now);
		return super.guard(at, now);
	}

	override async arm(at: Instant | null, now: Instant): Promise<void> {
		if (at !== null) this.rest.endBefore(at, now);
		return super.arm(at, now);
	}
}

import type { Clock, Due } from "./clock.ts";

/** What may go wrong with an alarm. */
export type AlarmFault = "lost" | "late" | "twice" | "early";

const LATE_MS = 70_000;
/** What is due sooner does not ring early: the code would ask for it again and again. */
const EARLY_BEYOND_MS = 1_000;
const RETRIES = 6;
const FIRST_RETRY_MS = 2_000;

export interface AlarmPorts {
	clock: Clock;
	/** Asked whenever one is set. */
	/** What happens to the alarm that is set to this moment. */
	fault: (at: number) => AlarmFault | null;
	/** Runs the object's handler; rejects when that throws. */
	ring: () => Promise<void>;
}

/**
 * The one alarm of an object. As on the platform: none is stored while its handler runs, a handler that throws is run
 * again six times and then never, and a time that is stored already is not written again, even when the scheduler has
 * lost its record of it.
 */
export class Alarm {
	#storedAt: number | null = null;
	#due: Due | null = null;
	#ringing: number | null = null;
	readonly #ports: AlarmPorts;

	constructor(ports: AlarmPorts) {
		this.#ports = ports;
	}

	/** In the time of the wall clock. */
	get storedAt(): number | null {
		return this.#storedAt;
	}

	set(at: number): void {
		if (this.#storedAt === at) return;
		this.#storedAt = at;
		this.#plan(at, this.#ports.fault(at));
	}

	remove(): void {
		this.#storedAt = null;
		this.#forget();
	}

	/** As it stood when the world was finished. */
	restore(storedAt: number | null): void {
		this.#forget();
		this.#ringing = null;
		this.#storedAt = storedAt;
	}

	/** The scheduler forgets it; the store does not. */
	lose(): void {
		this.#forget();
	}

	/** After a restart or a changed clock: what is stored is planned anew, and a handler that was cut off runs again. */
	replan(): void {
		if (this.#ringing !== null) this.#storedAt ??= this.#ringing;
		this.#ringing = null;
		if (this.#storedAt !== null) this.#plan(this.#storedAt, null);
	}

	#plan(at: number, fault: AlarmFault | null): void {
		this.#forget();
		if (fault === "lost") return;
		const { clock } = this.#ports;
		const moment = clock.momentOf(at) + 2 + (fault === "late" ? LATE_MS : 0);
		const leftMs = moment - clock.now;
		const early = fault === "early" && leftMs > EARLY_BEYOND_MS ? leftMs / 2 : 0;
		this.#due = clock.planAt(moment - early, "alarm", () => {
			this.#ring(at, 0);
			if (fault === "twice") clock.plan(5, "alarm again", () => this.#ring(at, 0));
		});
	}

	#ring(at: number, tries: number): void {
		if (this.#storedAt === at) this.#storedAt = null;
		this.#ringing = at;
		this.#ports.ring().then(
			() => {
				this.#ringing = null;
			},
			() => {
				this.#ringing = null;
				if (this.#storedAt !== null || tries >= RETRIES) return;
				this.#storedAt = at;
				this.#due = this.#ports.clock.plan(FIRST_RETRY_MS * 2 ** tries, "alarm retry", () =>
					this.#ring(at, tries + 1),
				);
			},
		);
	}

	#forget(): void {
		if (this.#due) this.#due.cancelled = true;
		this.#due = null;
	}
}

import type { Instant } from "../../platform/rules/time.ts";

export const ROTATION_UNITS = ["hour", "day", "week", "month"] as const;

export interface Restriction {
	/** ISO days, 1 = Monday: the day on which the window opens. */
	days: number[];
	/** "HH:MM" wall clock in the schedule's zone. */
	from: string;
	/** Not after `from`: the window runs past midnight; equal: the whole day. */
	to: string;
}

/** That somebody takes turns for a time only. Wall-clock times in the schedule's zone; without one there is no such bound. */
export interface Membership {
	userId: string;
	from?: string | null | undefined;
	until?: string | null | undefined;
}

export interface Layer {
	name: string;
	userIds: string[];
	/** Of those in `userIds` who come later or leave: one entry each. */
	memberships?: Membership[] | undefined;
	rotation: {
		unit: (typeof ROTATION_UNITS)[number];
		length: number;
		/** Wall-clock time in the schedule's zone, "2026-01-05T09:00". */
		startsAt: string;
		/** The same: nobody from then on, so that another layer can go on with other people. Absent: it never ends. */
		endsAt?: string | null | undefined;
	};
	restrictions: Restriction[];
}

export interface Override {
	id: string;
	startsAt: Instant;
	endsAt: Instant;
	/** Null leaves the slot empty. */
	userId: string | null;
	/** When set, the override has no effect while this person is not on call. */
	replacesUserId: string | null;
	createdAt: Instant;
}

export interface Schedule {
	id: string;
	name: string;
	timeZone: string;
	/** A later layer wins over an earlier one where both have somebody. */
	layers: Layer[];
	overrides: Override[];
}

/** One stretch of duty; `userId` null is a gap. `source` is a layer's name, `override`, or `gap` where nobody is on. */
export interface Shift {
	startsAt: Instant;
	endsAt: Instant;
	userId: string | null;
	source: string;
}

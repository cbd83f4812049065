import { Temporal } from "temporal-polyfill";
import type { Instant } from "./time.ts";

/** A stretch of time in which the clocks of a zone are not set, and how far they are ahead of UTC in it. */
export interface ClockSpan {
	/** Endless where they never were, or never will be, set. */
	startsAt: Instant;
	endsAt: Instant;
	aheadMs: number;
}

// To ask Temporal costs more than all the arithmetic of a rotation: each stretch of each zone is asked for once.
const KNOWN = new Map<string, ClockSpan[]>();
const MOST_ZONES = 100;

/** The stretch that `at` lies in. A zone that this runtime does not know throws a RangeError. */
export function clockSpanAt(zone: string, at: Instant): ClockSpan {
	const known = KNOWN.get(zone)?.find((span) => span.startsAt <= at && at < span.endsAt);
	if (known) return known;
	const found = ask(zone, at);
	if (KNOWN.size >= MOST_ZONES && !KNOWN.has(zone)) KNOWN.clear();
	KNOWN.set(zone, [...(KNOWN.get(zone) ?? []), found]);
	return found;
}

function ask(zone: string, at: Instant): ClockSpan {
	const there = (instant: Instant) =>
		Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
	return {
		// The transition before is strictly before: one at `at` itself begins this stretch.
		startsAt: there(at + 1).getTimeZoneTransition("previous")?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
		endsAt: there(at).getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
		aheadMs: there(at).offsetNanoseconds / 1_000_000,
	};
}

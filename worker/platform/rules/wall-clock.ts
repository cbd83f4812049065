import { Temporal } from "temporal-polyfill";
import { days, hours, type Instant, minutes } from "./time.ts";

/** What a clock on the wall says, zone left aside: milliseconds since that same clock said 1970-01-01T00:00. */
export type Reading = number;

/** True for a zone that this runtime knows ("Europe/Berlin", "UTC"); contract refuses the others with 422. */
export function isTimeZone(zone: string): boolean {
	try {
		Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
		return true;
	} catch {
		return false;
	}
}

// A zone that was saved and is gone after an update of the zone data: a pager that is some hours off still pages.
const usable = (zone: string): string => (isTimeZone(zone) ? zone : "UTC");

/** What the clocks in `zone` say at an instant. An unknown zone counts as UTC. */
export function readingAt(zone: string, at: Instant): Reading {
	const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(usable(zone));
	return at + there.offsetNanoseconds / 1_000_000;
}

/**
 * The first instant at which the clocks in `zone` have come to `reading`: of two occurrences the first; for a
 * reading that is skipped, the end of the gap. A later reading never has an earlier first instant.
 */
export function firstInstantOf(zone: string, reading: Reading): Instant {
	const plain = Temporal.Instant.fromEpochMilliseconds(reading).toZonedDateTimeISO("UTC").toPlainDateTime();
	const first = plain.toZonedDateTime(usable(zone), { disambiguation: "earlier" });
	if (first.toPlainDateTime().equals(plain)) return first.epochMilliseconds;
	return first.getTimeZoneTransition("next")?.epochMilliseconds ?? first.epochMilliseconds;
}

/** Reads "2026-01-05T09:00". NaN for anything else. */
export function readingOf(text: string): Reading {
	return Date.parse(`${text}Z`);
}

/** Reads "09:30" as the time since midnight in milliseconds. NaN for anything else; "24:00" is the day's end. */
export function timeOfDay(text: string): number {
	const [hour, minute] = text.split(":").map(Number);
	return hours(hour ?? Number.NaN) + minutes(minute ?? Number.NaN);
}

/** The midnight that a reading's day began with. */
export function midnightOf(reading: Reading): Reading {
	return Math.floor(reading / days(1)) * days(1);
}

/** ISO day of the week, 1 = Monday. 1970-01-01 was a Thursday. */
export function weekday(reading: Reading): number {
	return ((((Math.floor(reading / days(1)) + 3) % 7) + 7) % 7) + 1;
}

/** The clocks are set: by `byMinutes`, forward or, below zero, back. */
export interface ClockChange {
	at: Instant;
	byMinutes: number;
}

/** When the clocks in `zone` are set within [from, to), in order. Of an unknown zone none. */
export function clockChanges(zone: string, from: Instant, to: Instant): ClockChange[] {
	const changes: ClockChange[] = [];
	let there = Temporal.Instant.fromEpochMilliseconds(from - 1).toZonedDateTimeISO(usable(zone));
	for (let next = there.getTimeZoneTransition("next"); next; next = there.getTimeZoneTransition("next")) {
		if (next.epochMilliseconds >= to) break;
		const byMinutes = (next.offsetNanoseconds - there.offsetNanoseconds) / 60_000_000_000;
		// A zone may change its name or its rules and not its clocks.
		if (byMinutes !== 0) changes.push({ at: next.epochMilliseconds, byMinutes });
		there = next;
	}
	return changes;
}

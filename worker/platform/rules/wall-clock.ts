import { Temporal } from "temporal-polyfill";
import { type ClockSpan, clockSpanAt } from "./clock-spans.ts";
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
function spanAt(zone: string, at: Instant): ClockSpan {
	try {
		return clockSpanAt(zone, at);
	} catch (error) {
		if (isTimeZone(zone)) throw error;
		return clockSpanAt("UTC", at);
	}
}

/** What the clocks in `zone` say at an instant. An unknown zone counts as UTC. */
export function readingAt(zone: string, at: Instant): Reading {
	return at + spanAt(zone, at).aheadMs;
}

/** No clock is further from UTC than this. */
const FURTHEST_MS = days(2);

/**
 * The first instant at which the clocks in `zone` have come to `reading`: of two occurrences the first; for a
 * reading that is skipped, the end of the gap. A later reading never has an earlier first instant.
 */
export function firstInstantOf(zone: string, reading: Reading): Instant {
	let span = spanAt(zone, reading - FURTHEST_MS);
	while (reading - span.aheadMs >= span.endsAt) span = spanAt(zone, span.endsAt);
	return Math.max(reading - span.aheadMs, span.startsAt);
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

/** The same day and time some months later, in a month that is too short for it on its last day. */
export function monthsLater(reading: Reading, months: number): Reading {
	const date = new Date(reading);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
	const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
	return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + (reading - midnightOf(reading));
}

/** How many times the month changes from one reading to a later one. */
export function monthsBetween(from: Reading, to: Reading): number {
	const [a, b] = [new Date(from), new Date(to)];
	return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
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
	let there = Temporal.Instant.fromEpochMilliseconds(from - 1).toZonedDateTimeISO(
		isTimeZone(zone) ? zone : "UTC",
	);
	for (let next = there.getTimeZoneTransition("next"); next; next = there.getTimeZoneTransition("next")) {
		if (next.epochMilliseconds >= to) break;
		const byMinutes = (next.offsetNanoseconds - there.offsetNanoseconds) / 60_000_000_000;
		// A zone may change its name or its rules and not its clocks.
		if (byMinutes !== 0) changes.push({ at: next.epochMilliseconds, byMinutes });
		there = next;
	}
	return changes;
}

import { days, hours, type Instant } from "../../platform/rules/time.ts";
import { firstInstantOf, midnightOf, readingAt, weekday } from "../../platform/rules/wall-clock.ts";

/** When a person wants to read of their week, on the clocks of their own zone. */
export interface DigestSettings {
	wanted: boolean;
	/** 1 = Monday. */
	weekday: number;
	/** 0 to 23. */
	hour: number;
}

export const DEFAULT_DIGEST: DigestSettings = { wanted: true, weekday: 1, hour: 9 };

/** A person's week: the one digest of it, and the days that it tells of. */
export interface DigestWeek {
	/** The Monday of the week in which it is read, "2026-11-30": a person gets one a week, whatever they change. */
	week: string;
	/** When it is due. */
	at: Instant;
	/** The seven days before it is due, and the seven before those. By the wall clock: 167 or 169 h where clocks change. */
	from: Instant;
	earlierFrom: Instant;
}

const WEEK_MS = days(7);

/** The digest of the week in which `now` is, on the clocks of `zone`. It may be due already, or later in the week. */
export function digestWeek(
	{ weekday: day, hour }: Pick<DigestSettings, "weekday" | "hour">,
	zone: string,
	now: Instant,
): DigestWeek {
	const today = midnightOf(readingAt(zone, now));
	const monday = today - days(weekday(today) - 1);
	const due = monday + days(day - 1) + hours(hour);
	const instantOf = (reading: number) => firstInstantOf(zone, reading);
	return {
		week: new Date(monday).toISOString().slice(0, 10),
		at: instantOf(due),
		from: instantOf(due - WEEK_MS),
		earlierFrom: instantOf(due - 2 * WEEK_MS),
	};
}

/**
 * Is the week's digest to be written now? Not for somebody who came after it was due, or who does not want it. A tick
 * that was late writes it late, as long as it is still that week.
 */
export function isDigestDue(
	settings: DigestSettings,
	person: { timeZone: string; createdAt: Instant },
	now: Instant,
): DigestWeek | null {
	if (!settings.wanted) return null;
	const week = digestWeek(settings, person.timeZone, now);
	return now >= week.at && person.createdAt < week.at ? week : null;
}

/** The seven days up to an instant at which a digest was due, and the seven before those. */
export function weekUpTo(at: Instant, zone: string): Pick<DigestWeek, "at" | "from" | "earlierFrom"> {
	const reading = readingAt(zone, at);
	const instantOf = (spanMs: number) => firstInstantOf(zone, reading - spanMs);
	return { at, from: instantOf(WEEK_MS), earlierFrom: instantOf(2 * WEEK_MS) };
}

/** When the last digest was due, and when the next one will be. */
export function lastAndNext(
	settings: Pick<DigestSettings, "weekday" | "hour">,
	zone: string,
	now: Instant,
): { lastAt: Instant; nextAt: Instant } {
	const { at, from } = digestWeek(settings, zone, now);
	if (now < at) return { lastAt: from, nextAt: at };
	const next = midnightOf(readingAt(zone, at)) + WEEK_MS + hours(settings.hour);
	return { lastAt: at, nextAt: firstInstantOf(zone, next) };
}

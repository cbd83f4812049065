import { days, type Instant } from "../../platform/rules/time.ts";
import { firstInstantOf, readingAt } from "../../platform/rules/wall-clock.ts";
import { hourOfWeek, nextHourOfWeek, type WeekHour } from "../../platform/rules/weekly.ts";

/** When a person wants to read of their week, on the clocks of their own zone. */
export interface DigestSettings extends WeekHour {
	wanted: boolean;
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
export function digestWeek(when: WeekHour, zone: string, now: Instant): DigestWeek {
	const { week, at } = hourOfWeek(when, zone, now);
	return { week, ...weekUpTo(at, zone) };
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
	when: WeekHour,
	zone: string,
	now: Instant,
): { lastAt: Instant; nextAt: Instant } {
	const { at, from } = digestWeek(when, zone, now);
	return { lastAt: now < at ? from : at, nextAt: nextHourOfWeek(when, zone, now) };
}

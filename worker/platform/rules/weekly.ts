import { days, hours, type Instant } from "./time.ts";
import { firstInstantOf, midnightOf, readingAt, weekday } from "./wall-clock.ts";

/** A day of the week (1 = Monday) and a full hour (0 to 23), on the clocks of a person's own zone. */
export interface WeekHour {
	weekday: number;
	hour: number;
}

/** The Monday of a week, "2026-11-30", and the instant within that week. */
export interface WeekInstant {
	week: string;
	at: Instant;
}

/** That hour of the week in which `now` is, on the clocks of `zone`. It may be over already, or later in the week. */
export function hourOfWeek({ weekday: day, hour }: WeekHour, zone: string, now: Instant): WeekInstant {
	const today = midnightOf(readingAt(zone, now));
	const monday = today - days(weekday(today) - 1);
	return {
		week: new Date(monday).toISOString().slice(0, 10),
		at: firstInstantOf(zone, monday + days(day - 1) + hours(hour)),
	};
}

/** When that hour comes next, after `now`. */
export function nextHourOfWeek(when: WeekHour, zone: string, now: Instant): Instant {
	const { at } = hourOfWeek(when, zone, now);
	if (now < at) return at;
	return firstInstantOf(zone, midnightOf(readingAt(zone, at)) + days(7) + hours(when.hour));
}

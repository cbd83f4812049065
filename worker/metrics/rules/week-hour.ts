import { days, hours, type Instant } from "../../platform/rules/time.ts";
import { readingAt, weekday } from "../../platform/rules/wall-clock.ts";

/** An hour of the week on somebody's wall: 0 is Monday from 00:00 to 01:00, 167 is Sunday from 23:00. */
export type WeekHour = number;

export const HOURS_OF_DAY = 24;
export const DAYS_OF_WEEK = 7;

/** Nights are from 22:00 to 07:00. */
const NIGHT_STARTS = 22;
const NIGHT_ENDS = 7;

/** What hour of the week it is in `zone`. An unknown zone counts as UTC. */
export function weekHourAt(zone: string, at: Instant): WeekHour {
	const reading = readingAt(zone, at);
	const intoDay = ((reading % days(1)) + days(1)) % days(1);
	return (weekday(reading) - 1) * HOURS_OF_DAY + Math.floor(intoDay / hours(1));
}

export function isNight(weekHour: WeekHour): boolean {
	const hour = weekHour % HOURS_OF_DAY;
	return hour >= NIGHT_STARTS || hour < NIGHT_ENDS;
}

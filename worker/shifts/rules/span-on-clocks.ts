import type { Instant } from "../../platform/rules/time.ts";
import { midnightOf, type Reading, readingAt, weekday } from "../../platform/rules/wall-clock.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "Mon Nov 30 09:00 to 17:00", "Mon Nov 30 09:00 to Mon Dec 7 09:00", on the clocks of a zone. */
export function spanOnClocks(from: Instant, to: Instant, zone: string): string {
	const [begins, ends] = [readingAt(zone, from), readingAt(zone, to)];
	const isOneDay = midnightOf(begins) === midnightOf(ends);
	return `${dayAndTime(begins)} to ${isOneDay ? timeOf(ends) : dayAndTime(ends)}`;
}

/** "Mon Nov 30 09:00", on the clocks of a zone. */
export const instantOnClocks = (at: Instant, zone: string): string => dayAndTime(readingAt(zone, at));

const timeOf = (reading: Reading): string => new Date(reading).toISOString().slice(11, 16);

function dayAndTime(reading: Reading): string {
	const there = new Date(reading);
	const day = DAYS[weekday(reading) - 1];
	return `${day} ${MONTHS[there.getUTCMonth()]} ${there.getUTCDate()} ${timeOf(reading)}`;
}

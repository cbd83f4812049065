/** A schedule's eight weeks, cut into rows: from Monday to Monday, on the clocks of a zone. */
import { ms, onCalendar } from "../../../state/calendar.ts";
import type { ScheduleView, Shift } from "../../../state/wire.ts";
import { dateWords, listOfNames, span, timeOfDay } from "../../../state/words.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export const WEEKS = 8;

/** Midnight of the Monday that begins the week of `at`; where midnight is skipped, the first instant after it. */
export function mondayOf(at: number, zone?: string): number {
	const there = onCalendar(at, zone);
	if (!there) return at;
	const sinceMonday = WEEKDAYS.indexOf(there.weekday) * DAY_MS + (there.hour * 60 + there.minute) * MINUTE_MS;
	const guess = Math.floor((at - sinceMonday) / MINUTE_MS) * MINUTE_MS;
	// The clocks may have been set within the week.
	const found = onCalendar(guess, zone);
	if (!found || (found.hour === 0 && found.minute === 0)) return guess;
	const clock = (found.hour * 60 + found.minute) * MINUTE_MS;
	return found.hour < 12 ? guess - clock : guess + DAY_MS - clock;
}

/** The Mondays from that of `at` on, `count` weeks, with the one that ends the last. */
export function mondays(at: number, count: number, zone?: string): number[] {
	const first = mondayOf(at, zone);
	return Array.from({ length: count + 1 }, (_, n) =>
		n === 0 ? first : mondayOf(first + (n * 7 + 1) * DAY_MS, zone),
	);
}

/** A part of a row: where it begins and how much of it it takes, from 0 to 1. */
export interface Part {
	from: number;
	share: number;
	userId: string | null;
}

/** What of these shifts lies in [from, to), as parts of it; what was before `since` is left blank. */
export function partsOf(
	shifts: readonly Pick<Shift, "startsAt" | "endsAt" | "userId">[],
	from: number,
	to: number,
	since = from,
): Part[] {
	const place = (at: number) => (Math.min(to, Math.max(from, since, at)) - from) / (to - from);
	return shifts.flatMap(({ startsAt, endsAt, userId }) => {
		const [a, b] = [place(ms(startsAt)), place(ms(endsAt))];
		return b > a ? [{ from: a, share: b - a, userId }] : [];
	});
}

/** "Clocks go back 1 h on Mar 29 03:00." */
export function changeWords({ at, byMinutes }: ScheduleView["clockChanges"][number], zone?: string): string {
	const by = span(Math.abs(byMinutes) * MINUTE_MS);
	return `Clocks go ${byMinutes > 0 ? "forward" : "back"} ${by} on ${dateWords(at, zone).slice(0, -6)}.`;
}

/** "23-hour day", for the row in which the clocks are set. */
export const dayWords = ({ byMinutes }: { byMinutes: number }): string =>
	byMinutes % 60 === 0 ? `${24 - byMinutes / 60}-hour day` : "Clocks change";

const MOST_GAPS = 3;

/** The gaps that are still to come; one that runs begins now. */
export const gapsAhead = (gaps: ScheduleView["gaps"], now: number): ScheduleView["gaps"] =>
	gaps
		.filter(({ endsAt }) => ms(endsAt) > now)
		.map(({ startsAt, endsAt }) => ({
			startsAt: new Date(Math.max(now, ms(startsAt))).toISOString(),
			endsAt,
		}));

/** "Mon Nov 30 09:00 to 17:00", "Mon Nov 30 09:00 to Mon Dec 7 09:00". */
export function spanWords({ startsAt, endsAt }: Pick<Shift, "startsAt" | "endsAt">, zone?: string): string {
	const [from, to] = [onCalendar(startsAt, zone), onCalendar(endsAt, zone)];
	const day = (at: typeof from) => at?.weekday.slice(0, 3);
	const end = from?.day === to?.day ? timeOfDay(endsAt, zone) : `${day(to)} ${dateWords(endsAt, zone)}`;
	return `${day(from)} ${dateWords(startsAt, zone)} to ${end}`;
}

/** "No one is on call Nov 8 00:00 to 12:00, and 2 more times.", "No gaps." */
export function gapWords(gaps: ScheduleView["gaps"], zone?: string): string {
	if (gaps.length === 0) return "No gaps.";
	const named = gaps.slice(0, MOST_GAPS).map((gap) => spanWords(gap, zone));
	const more = gaps.length - named.length;
	const rest = more > 0 ? [`${more} more ${more === 1 ? "time" : "times"}`] : [];
	return `No one is on call ${listOfNames([...named, ...rest])}.`;
}

/** "Nov 30 to Dec 6", a week by its days. */
export function weekWords(from: number, to: number, zone?: string): string {
	const day = (at: number) => dateWords(at, zone).slice(0, -6);
	return `${day(from)} to ${day(to - 1)}`;
}

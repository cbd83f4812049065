/** Instants as the public page tells them; the app shows the same before something is posted. */
import { days, type Instant } from "../../platform/rules/time.ts";

/** "03:15", UTC. */
export const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 16);

/** "03:15:24", UTC. */
export const clockWithSeconds = (at: Instant): string => new Date(at).toISOString().slice(11, 19);

/** "Nov 12", UTC. */
export function shortDay(at: Instant, tag = "en"): string {
	const key = `${tag} ${at}`;
	const name = dayNames.get(key) ?? formatOf(tag, "UTC", DAY).format(at);
	if (dayNames.size >= MOST_NAMES) dayNames.clear();
	dayNames.set(key, name);
	return name;
}

/** "November 2026", UTC. */
export const monthName = (at: Instant, tag = "en"): string => formatOf(tag, "UTC", MONTH).format(at);

/** "03:15 UTC" on the day of `now`, else "Nov 12, 03:15 UTC", with the year when that differs. */
export function moment(at: Instant, now: Instant, tag = "en"): string {
	if (at - (at % days(1)) === now - (now % days(1))) return `${clock(at)} UTC`;
	const isOfYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear();
	return `${formatOf(tag, "UTC", isOfYear ? DAY_AND_TIME : YEAR_AND_TIME).format(at)} UTC`;
}

/** "04:15 GMT+1 (03:15 UTC)", the date before it when it is not of today there. */
export function localMoment(at: Instant, now: Instant, timeZone: string, tag = "en"): string {
	const [then, today] = [at, now].map((instant) => formatOf("en", timeZone, WHOLE_DAY).format(instant));
	const isOfYear = then?.split(", ")[1] === today?.split(", ")[1];
	const otherDay = isOfYear ? DAY_AND_TIME : YEAR_AND_TIME;
	const format = formatOf(tag, timeZone, { ...(then === today ? TIME : otherDay), timeZoneName: "short" });
	return `${format.format(at)} (${clock(at)} UTC)`;
}

const DAY: Intl.DateTimeFormatOptions = { month: "short", day: "numeric" };
const WHOLE_DAY: Intl.DateTimeFormatOptions = { ...DAY, year: "numeric" };
const MONTH: Intl.DateTimeFormatOptions = { month: "long", year: "numeric" };
const TIME: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DAY_AND_TIME: Intl.DateTimeFormatOptions = { ...DAY, ...TIME };
const YEAR_AND_TIME: Intl.DateTimeFormatOptions = { ...WHOLE_DAY, ...TIME };

/** A page of a hundred components names ninety days nine thousand times. */
const dayNames = new Map<string, string>();
const MOST_NAMES = 2_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: to make one costs a hundred times what its use does. */
function formatOf(tag: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = JSON.stringify([tag, timeZone, options]);
	const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone });
	formats.set(key, format);
	return format;
}

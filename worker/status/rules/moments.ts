/** Instants as the public page tells them; the app shows the same before something is posted. */
import { days, type Instant } from "../../platform/rules/time.ts";

export const MONTHS =
	"January February March April May June July August September October November December".split(" ");

/** "03:15", UTC. */
export const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 16);

/** "Nov 12", UTC. */
export function shortDay(at: Instant): string {
	const date = new Date(at);
	return `${MONTHS[date.getUTCMonth()]?.slice(0, 3)} ${date.getUTCDate()}`;
}

/** "03:15 UTC" on the day of `now`, else "Nov 12, 03:15 UTC", with the year when that differs. */
export function moment(at: Instant, now: Instant): string {
	const [then, today] = [new Date(at), new Date(now)];
	if (at - (at % days(1)) === now - (now % days(1))) return `${clock(at)} UTC`;
	const year = then.getUTCFullYear() === today.getUTCFullYear() ? "" : `, ${then.getUTCFullYear()}`;
	return `${shortDay(at)}${year}, ${clock(at)} UTC`;
}

/** "04:15 GMT+1 (03:15 UTC)", the date before it when it is not of today there. */
export function localMoment(at: Instant, now: Instant, timeZone: string): string {
	const day = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "short", day: "numeric" });
	const time = new Intl.DateTimeFormat("en-US", {
		timeZone,
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
		timeZoneName: "short",
	});
	const [then, today] = [day.format(at), day.format(now)];
	const [, year] = today.split(", ");
	const date = then === today ? "" : `${then.endsWith(`, ${year}`) ? then.split(", ")[0] : then}, `;
	return `${date}${time.format(at)} (${clock(at)} UTC)`;
}

/** Ninety days in words: since when, how much of the time, and on which days not. */
import { HISTORY_DAYS } from "../../../worker/monitoring/rules/history.ts";
import { ms, onCalendar } from "../../state/calendar.ts";
import type { Monitor } from "../../state/wire.ts";
import { span } from "../../state/words.ts";

export type History = NonNullable<Monitor["history"]>;

/** Of something whose past could not be read, or that an earlier version of the app remembers. */
export const NO_DAYS = "-".repeat(HISTORY_DAYS);

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** "99.98%", cut and never rounded up to a hundred that it is not. Null without a figure. */
export function shareWords(share: number | null | undefined): string | null {
	if (share === null || share === undefined) return null;
	return share === 1 ? "100%" : `${(Math.floor(share * 10_000) / 100).toFixed(2)}%`;
}

/** "since Jul 26", of the UTC day; "no data" when nobody has looked within these days. */
export function sinceWords(history: History | null | undefined): string {
	const there = history?.since ? onCalendar(history.since, "UTC") : null;
	return there ? `since ${there.month.slice(0, 3)} ${there.date}` : "no data";
}

/** "Last 90 days: 2 days down (Nov 3 and Nov 9), 1 day degraded (Oct 2), no data before Sep 14." */
export function daysWords(history: History | null | undefined, now: number): string {
	if (!history?.since) return "Last 90 days: no data.";
	const first = Math.floor(now / DAY_MS) - (HISTORY_DAYS - 1);
	const daysOf = (letter: string) =>
		[...history.days].flatMap((one, index) => (one === letter ? [dayWords(first + index)] : []));
	const parts = [told("down", daysOf("x")), told("degraded", daysOf("d"))].filter((one) => one !== null);
	const missing = daysOf("-").length;
	if (missing > 0) parts.push(`no data on ${missing} ${missing === 1 ? "day" : "days"}`);
	return `Last 90 days: ${parts.length === 0 ? "up every day" : parts.join(", ")}.`;
}

const MOST_NAMED = 4;

function told(what: string, days: string[]): string | null {
	if (days.length === 0) return null;
	const more = days.length - MOST_NAMED;
	const named = days.slice(-MOST_NAMED).join(", ");
	const list = more > 0 ? `${named}, and ${more} earlier` : named;
	return `${days.length} ${days.length === 1 ? "day" : "days"} ${what} (${list})`;
}

function dayWords(day: number): string {
	const there = onCalendar(day * DAY_MS, "UTC");
	return there ? `${there.month.slice(0, 3)} ${there.date}` : "";
}

/** "36 min", "13 d": the greatest unit alone, for what stands beside a word in a list. */
export function forWords(since: string | null | undefined, now: number): string | null {
	if (!since) return null;
	const passed = now - ms(since);
	if (passed < MINUTE_MS) return "< 1 min";
	return span(passed).split(" ").slice(0, 2).join(" ");
}

/** "3 outages, 1 h 45 min in total", "No outages". */
export function outageWords({ outages, downMs }: History): string {
	if (outages === 0) return "No outages";
	return `${outages} ${outages === 1 ? "outage" : "outages"}, ${span(downMs)} in total`;
}

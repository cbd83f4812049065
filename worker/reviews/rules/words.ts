import { days, hours, type Instant, minutes, seconds } from "../../platform/rules/time.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONGEST_QUOTE = 300;

/** "Nov 26, 2026, 03:11:32 UTC". */
export function moment(at: Instant): string {
	const date = new Date(at);
	if (Number.isNaN(date.getTime())) return "an unknown time";
	const day = `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
	return `${day}, ${date.toISOString().slice(11, 19)} UTC`;
}

/** "45 s", "2 min 5 s", "1 h 5 min", "2 d 3 h": at most two words, rounded down; what is negative counts as none. */
export function lasting(ms: number): string {
	if (!(ms >= seconds(1))) return "less than 1 s";
	if (ms < minutes(1)) return `${Math.floor(ms / seconds(1))} s`;
	if (ms < hours(1)) return pair(ms, minutes(1), "min", seconds(1), "s");
	if (ms < days(1)) return pair(ms, hours(1), "h", minutes(1), "min");
	return pair(ms, days(1), "d", hours(1), "h");
}

function pair(ms: number, bigMs: number, big: string, smallMs: number, small: string): string {
	const rest = Math.floor((ms % bigMs) / smallMs);
	const first = `${Math.floor(ms / bigMs)} ${big}`;
	return rest === 0 ? first : `${first} ${rest} ${small}`;
}

/** "1 page", "2 pages". */
export function counted(count: number, one: string, many = `${one}s`): string {
	return `${count} ${count === 1 ? one : many}`;
}

/** "once", "twice", "3 times". */
export function timesWords(count: number): string {
	if (count === 1) return "once";
	return count === 2 ? "twice" : `${count} times`;
}

/** What somebody wrote, on one line, so that it cannot end the line of Markdown in which it stands. */
export function oneLine(text: string): string {
	const line = text.replaceAll(/\s+/g, " ").trim();
	const letters = [...line];
	return letters.length <= LONGEST_QUOTE ? line : `${letters.slice(0, LONGEST_QUOTE - 1).join("")}…`;
}

export const quoted = (text: string): string => `“${oneLine(text)}”`;

/** A list in Markdown; empty for none. */
export const bullets = (lines: string[]): string => lines.map((line) => `- ${line}`).join("\n");

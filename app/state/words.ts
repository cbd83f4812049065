/** Sentences about times and people. Every instant is epoch ms or RFC 3339; the zone is the reader's unless given. */

import { isStale } from "../../worker/paging/rules/stale-receipt.ts";
import { listed, pagesIn, pagingNow, resolvedNow } from "../../worker/platform/rules/phrases.ts";
import { ms, onCalendar, type When } from "./calendar.ts";
import type { Incident, Now, OnCall, Receipt, Turn } from "./wire.ts";

export { ms, type When } from "./calendar.ts";
export { initials } from "./initials.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "3:41", "1:02:05"; never below "0:00". */
export function countdown(leftMs: number): string {
	const total = Math.max(0, Math.ceil(leftMs / SECOND));
	const [h, m, s] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
	return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** "48 s", "4 min 12 s", "2 h 5 min", "3 d 4 h": the two greatest units, the second left out when it is none. */
export function span(spanMs: number): string {
	const left = Math.max(0, spanMs);
	if (left < MINUTE) return `${Math.floor(left / SECOND)} s`;
	if (left < HOUR) return pair(left, MINUTE, "min", SECOND, "s");
	if (left < DAY) return pair(left, HOUR, "h", MINUTE, "min");
	return pair(left, DAY, "d", HOUR, "h");
}

/** "just now", "4 min ago", "2 h ago", "16 days ago". */
export function ago(at: When, now: number): string {
	const passed = now - ms(at);
	if (passed < 10 * SECOND) return "just now";
	if (passed < MINUTE) return `${Math.floor(passed / SECOND)} s ago`;
	if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
	if (passed < 2 * DAY) return `${Math.floor(passed / HOUR)} h ago`;
	return `${Math.floor(passed / DAY)} days ago`;
}

/** "09:00". */
export function timeOfDay(at: When, zone?: string): string {
	const there = onCalendar(at, zone);
	return there ? `${two(there.hour)}:${two(there.minute)}` : NEVER;
}

/** "03:12:09", where order matters. */
export function timeToSecond(at: When, zone?: string): string {
	const there = onCalendar(at, zone);
	return there ? `${two(there.hour)}:${two(there.minute)}:${two(there.second)}` : NEVER;
}

/** "09:00" today, "Monday 09:00" within a week either way, else "Dec 3 09:00", with the year when it is another. */
export function whenWords(at: When, now: number, zone?: string): string {
	const there = onCalendar(at, zone);
	const today = onCalendar(now, zone);
	if (!there || !today) return NEVER;
	const days = there.day - today.day;
	const time = timeOfDay(at, zone);
	if (days === 0) return time;
	if (days === 1) return `tomorrow ${time}`;
	if (days === -1) return `yesterday ${time}`;
	if (Math.abs(days) < 7) return `${there.weekday} ${time}`;
	const date = `${there.month.slice(0, 3)} ${there.date}`;
	return there.year === today.year ? `${date} ${time}` : `${date}, ${there.year} ${time}`;
}

/** "Nov 23 09:00", also for what is near: where "Monday" could be the last or the next. */
export function dateWords(at: When, zone?: string): string {
	const there = onCalendar(at, zone);
	return there ? `${there.month.slice(0, 3)} ${there.date} ${timeOfDay(at, zone)}` : NEVER;
}

/** "Monday, November 23, 2026". */
function onDay(at: When, zone?: string): string {
	const there = onCalendar(at, zone);
	return there ? `${there.weekday}, ${there.month} ${there.date}, ${there.year}` : NEVER;
}

/** The whole truth for a `title`: "Monday, November 23, 2026, 03:12:09 (02:12:09 UTC)". */
export function wholeInstant(at: When, zone?: string): string {
	const there = onCalendar(at, zone);
	if (!there) return NEVER;
	return `${onDay(at, zone)}, ${timeToSecond(at, zone)} (${timeToSecond(at, "UTC")} UTC)`;
}

export { listed as listOfNames };

/** Names for the targets of a ladder, from whatever lists the screen has. */
export interface NameBook {
	me?: { id: string };
	users?: { id: string; name: string }[];
	teams?: { id: string; name: string }[];
	schedules?: { id: string; name: string }[];
	/** Who carries which pager: a schedule is called by that person's name. */
	onCall?: Pick<OnCall, "scheduleId" | "scheduleName" | "userId" | "userName">[];
}

/** "Bo", "you", "the Shop team": as the book knows it, else as the target itself is called. */
export function targetName(target: { kind: string; id: string; name?: string }, book: NameBook): string {
	const byId = (list?: { id: string; name: string }[]) => list?.find((item) => item.id === target.id)?.name;
	const own = target.name || undefined;
	switch (target.kind) {
		case "user":
			return target.id === book.me?.id ? "you" : (byId(book.users) ?? own ?? "the next person");
		case "team": {
			const team = byId(book.teams) ?? own;
			return team ? `the ${team} team` : "the whole team";
		}
		case "schedule": {
			const turn = book.onCall?.find((turn) => turn.scheduleId === target.id);
			// The target is called after who carries the pager when it is due, which may be past a hand-off.
			const isThen = own === undefined || own === turn?.userName;
			if (isThen && turn?.userId && turn.userId === book.me?.id) return "you";
			return own ?? turn?.userName ?? byId(book.schedules) ?? "whoever is on call";
		}
		default:
			return own ?? "a webhook";
	}
}

/** "Bo" of "Bo Larsen" where nobody else is called so; a line that counts down has no room for more. */
function firstName(target: { kind: string; id: string; name?: string }, book: NameBook): string {
	const name = targetName(target, book);
	const first = name.split(" ")[0] ?? name;
	const isPerson = target.kind === "user" || target.kind === "schedule";
	const known = book.users?.map((user) => user.name) ?? [];
	const isOnly = known.includes(name) && known.filter((one) => one.split(" ")[0] === first).length === 1;
	return isPerson && isOnly ? first : name;
}

/** Whom the ladder calls next and when, apart, so that the figure can have a place of its own. Null: nobody. */
export function nextPage(
	incident: Incident,
	book: NameBook,
): { who: string; at: number; words: string } | null {
	const next = incident.nextEscalation;
	if (!next) return null;
	const who = listed([...new Set(next.targets.map((target) => firstName(target, book)))]) || "the next level";
	return { who, at: ms(next.at), words: pagesIn(who) };
}

/** "Pages Bo in 3:41", "Paging Bo now", or null when nobody will be. */
export function nextPageWords(incident: Incident, book: NameBook, now: number): string | null {
	const next = nextPage(incident, book);
	if (!next) return null;
	return next.at <= now ? pagingNow(next.who) : `${next.words} ${countdown(next.at - now)}`;
}

/** "You until Monday 09:00". */
export function turnWords(
	turn: Turn & { userName?: string | null },
	now: number,
	mine: boolean,
	zone?: string,
): string {
	const who = mine ? "You" : (turn.userName ?? "No one");
	return `${who} until ${whenWords(turn.endsAt, now, zone)}`;
}

/** "2 d 5 h left"; nothing once it is over. */
export const leftWords = (turn: Pick<Turn, "endsAt">, at: number): string => {
	const left = ms(turn.endsAt) - at;
	return left > 0 ? `${span(left)} left` : "";
};

/** "You’re on call until Monday 09:00", "Your next shift starts Friday 17:00", "You’re not on call". */
export function myCallWords(mine: Now["me"], now: number, zone?: string): string {
	const last = mine.onCall.map((turn) => ms(turn.endsAt)).sort((a, b) => b - a)[0];
	if (last !== undefined) return `You’re on call until ${whenWords(last, now, zone)}`;
	const next = mine.next[0];
	return next ? `Your next shift starts ${whenWords(next.startsAt, now, zone)}` : "You’re not on call";
}

/** "Last receipt 4 min ago (0.9 s)", "No receipt for 16 days", "Never tested". */
export function receiptWords(device: Receipt, now: number): string {
	if (!device.lastReceiptAt) return "Never tested";
	const at = ms(device.lastReceiptAt);
	if (isStale(at, now)) return `No receipt for ${Math.floor((now - at) / DAY)} days`;
	const took = device.lastReceiptMs === null ? "" : ` (${tookWords(device.lastReceiptMs)})`;
	return `Last receipt ${ago(device.lastReceiptAt, now)}${took}`;
}

/** "210 ms", "0.9 s", "12 s". */
export function tookWords(tookMs: number): string {
	if (tookMs < 1_000) return tookMs < 100 ? `${Math.round(tookMs)} ms` : `${(tookMs / 1_000).toFixed(1)} s`;
	return tookMs < 10_000 ? `${(tookMs / 1_000).toFixed(1)} s` : `${Math.round(tookMs / 1_000)} s`;
}

/** What it is called. A title tells of what is; of an incident that is over it is said to be past. */
export const titleWords = ({ state, title }: Pick<Incident, "state" | "title">): string =>
	state === "resolved" ? resolvedNow(title) : title;

/** Who has it: "you", "Bo". */
export function whoWords({ acknowledgedBy: who }: Incident, myId: string | undefined): string {
	if (who === null) return "someone";
	return who.kind === "user" && who.id === myId ? "you" : who.name;
}

/** What it means for whoever is paged that an incident flaps. */
export const FLAPPING_WORDS = "It keeps failing and recovering. One page in 15 minutes at most.";

/** "#142" is what people call it; a test page has no number, and an incident of this moment not yet. */
export const numberWords = ({
	number,
	source,
}: Pick<Incident, "number"> & Partial<Pick<Incident, "source">>): string => {
	if (number !== 0) return `#${number}`;
	return source?.kind === "test" ? "Test page" : "New incident";
};

function pair(left: number, big: number, bigName: string, small: number, smallName: string): string {
	const rest = Math.floor((left % big) / small);
	const first = `${Math.floor(left / big)} ${bigName}`;
	return rest === 0 ? first : `${first} ${rest} ${smallName}`;
}

/** What stands for an instant that is none. */
export const NEVER = "–";

const two = (n: number): string => String(n).padStart(2, "0");

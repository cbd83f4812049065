/** When hours are open, minute by minute: written apart from the code that is judged. */
import { scanOpenMinutes } from "../../support/minute-scan.ts";

export interface HoursKept {
	timeZone: string;
	windows: { days: number[]; from: string; to: string }[];
}

const MINUTE_MS = 60_000;
/** No night is longer. */
const DAY_MS = 86_400_000;
const FOUND = new Map<string, number | null>();
const OPEN = new Map<string, Set<number>>();

/** The first open minute from `at` on; null: none before the night is over. */
export const firstOpen = (hours: HoursKept, at: number): number | null =>
	found(hours, at, "first", (open, from) => {
		if (open(from)) return at;
		return nextWhere(from, open);
	});

/** When they are open anew after `at`, once they were closed; null: not before the night is over. */
export const openAnew = (hours: HoursKept, at: number): number | null =>
	found(hours, at, "anew", (open, from) => {
		const begun = open(from) ? from : nextWhere(from, open);
		const closed = begun === null ? null : nextWhere(begun, (minute) => !open(minute));
		return closed === null ? null : nextWhere(closed, open);
	});

type Open = (minute: number) => boolean;

function found(
	hours: HoursKept,
	at: number,
	what: string,
	find: (open: Open, from: number) => number | null,
): number | null {
	const key = `${what} ${at} ${JSON.stringify(hours)}`;
	const known = FOUND.get(key);
	if (known !== undefined) return known;
	const from = Math.floor(at / MINUTE_MS) * MINUTE_MS;
	const open = openMinutes(hours, from);
	const answer = find((minute) => minute < from + DAY_MS && open.has(minute), from);
	FOUND.set(key, answer);
	return answer;
}

/** Of the day of this minute and the day after it, scanned once: that takes ten milliseconds. */
function openMinutes(hours: HoursKept, minute: number): Set<number> {
	const day = Math.floor(minute / DAY_MS) * DAY_MS;
	const key = `${day} ${JSON.stringify(hours)}`;
	const known = OPEN.get(key);
	if (known) return known;
	const { timeZone } = hours;
	const open = new Set(
		hours.windows.flatMap((one) => [...scanOpenMinutes({ ...one, timeZone }, day, day + 2 * DAY_MS)]),
	);
	OPEN.set(key, open);
	return open;
}

function nextWhere(from: number, holds: Open): number | null {
	for (let at = from; at < from + DAY_MS; at += MINUTE_MS) if (holds(at)) return at;
	return null;
}

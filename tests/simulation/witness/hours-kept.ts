/** When hours are open, minute by minute: written apart from the code that is judged. */
import { scanOpenMinutes } from "../../support/minute-scan.ts";

export interface HoursKept {
	timeZone: string;
	windows: { days: number[]; from: string; to: string }[];
}

const MINUTE_MS = 60_000;
/** No night is longer. */
const AHEAD_MS = 86_400_000;
const FOUND = new Map<string, number | null>();

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
	const { timeZone } = hours;
	const sets = hours.windows.map((one) => scanOpenMinutes({ ...one, timeZone }, from, from + AHEAD_MS));
	const answer = find((minute) => sets.some((open) => open.has(minute)), from);
	FOUND.set(key, answer);
	return answer;
}

function nextWhere(from: number, holds: Open): number | null {
	for (let at = from; at < from + AHEAD_MS; at += MINUTE_MS) if (holds(at)) return at;
	return null;
}

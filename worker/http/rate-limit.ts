/** Requests a minute of one API credential. */
export const API_PER_MINUTE = 6_000;
/** Actions a minute of one page's token. */
export const PAGE_ACTIONS_PER_MINUTE = 30;
/** Pairing and recovery codes tried a minute, by everybody together: what is left to guess stays out of reach. */
export const CODES_PER_MINUTE = 30;
const MINUTE_MS = 60_000;

/** Counted in this isolate's memory: it costs nothing, and a caller who is spread over isolates is none that floods. */
const counts = new Map<string, number>();
let countedMinute = 0;

/** Counts one request of `who`; true when they have had their share of this minute. */
export function overLimit(who: string, now: number, perMinute: number): boolean {
	const minute = Math.floor(now / MINUTE_MS);
	if (minute !== countedMinute) counts.clear();
	countedMinute = minute;
	const count = (counts.get(who) ?? 0) + 1;
	counts.set(who, count);
	return count > perMinute;
}

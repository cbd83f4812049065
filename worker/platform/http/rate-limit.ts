/** Requests a minute of one API credential. */
export const API_PER_MINUTE = 6_000;
/** Actions a minute of one page's token. */
export const PAGE_ACTIONS_PER_MINUTE = 30;
/** Readings a minute of one link to an incident. */
export const READINGS_PER_MINUTE = 30;
/** Wrong pairing codes a minute of one address: what is left to guess stays out of reach, and nobody else is kept out. */
export const WRONG_CODES_PER_MINUTE = 30;
const MINUTE_MS = 60_000;
/** A flood of callers who differ must not fill the memory: then all begin anew. */
const MOST_CALLERS = 10_000;

/** Counted in this isolate's memory: it costs nothing, and a caller who is spread over isolates is none that floods. */
const counts = new Map<string, number>();
let countedMinute = 0;

/** Counts one request of `who`; true when they have had their share of this minute. */
export function overLimit(who: string, now: number, perMinute: number): boolean {
	const minute = Math.floor(now / MINUTE_MS);
	if (minute !== countedMinute || counts.size > MOST_CALLERS) counts.clear();
	countedMinute = minute;
	const count = (counts.get(who) ?? 0) + 1;
	counts.set(who, count);
	return count > perMinute;
}

/** True when `who` has had their share of this minute; counts nothing. */
export function isOverLimit(who: string, now: number, perMinute: number): boolean {
	return Math.floor(now / MINUTE_MS) === countedMinute && (counts.get(who) ?? 0) >= perMinute;
}

/** The network a caller comes from, as the platform says: of IPv6 the half that a provider gives to one customer. */
export function networkOf(address: string | undefined): string {
	if (!address?.includes(":")) return address ?? "here";
	return address.split(":").slice(0, 4).join(":");
}

import { type Instant, minutes, toWire } from "../../platform/rules/time.ts";

/** A dashboard shows a little of what was before, and of what came after. */
const AROUND_MS = minutes(15);

export interface Span {
	/** When the problem was detected. */
	from: Instant;
	/** When it was resolved, or now. */
	to: Instant;
}

/**
 * A service's link with the time of an incident filled in, from 15 minutes before it until 15 minutes after it, or until
 * now. `{start}` and `{end}` become instants in UTC, `{startMs}` and `{endMs}` milliseconds since 1970. Whatever else is
 * in braces stays.
 */
export function filledLink(url: string, { from, to }: Span, now: Instant): string {
	const start = from - AROUND_MS;
	const end = Math.max(from, Math.min(to + AROUND_MS, now));
	const values: Record<string, string> = {
		start: encodeURIComponent(toWire(start)),
		end: encodeURIComponent(toWire(end)),
		startMs: String(start),
		endMs: String(end),
	};
	// A path keeps its braces in their escaped form once it was read as an address.
	return url.replace(/(?:\{|%7B)(start|end|startMs|endMs)(?:\}|%7D)/gi, (whole, name: string) => {
		return values[name] ?? whole;
	});
}

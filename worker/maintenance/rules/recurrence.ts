import { Cron } from "croner";
import type { Instant } from "../../platform/rules/time.ts";

/** When something comes again: five fields of cron, read on the clocks of a time zone. */
export interface Recurrence {
	cron: string;
	timeZone: string;
	/** None begins later than this; null: without an end. */
	until: Instant | null;
}

/** What is wrong with the five fields; null when they can be obeyed. */
export function refuseCron(cron: string): string | null {
	if (cron.trim().split(/\s+/).length !== 5)
		return "must have five fields: minute, hour, day, month, day of the week";
	try {
		new Cron(cron, { paused: true });
		return null;
	} catch {
		return "must be a cron expression such as 0 2 * * 0";
	}
}

/** When it comes next after an instant; null when it does not come again. A time that a clock skips comes right after. */
export function nextAfter({ cron, timeZone, until }: Recurrence, after: Instant): Instant | null {
	const next = new Cron(cron, { timezone: timeZone, paused: true }).nextRun(new Date(after))?.getTime();
	return next === undefined || (until !== null && next > until) ? null : next;
}

const LOOKED_AT = 50;

/** The shortest time between two that follow each other, of the next fifty; null when there are no two. */
export function shortestGapMs(recurrence: Recurrence, after: Instant): number | null {
	let shortest: number | null = null;
	let last: Instant | null = after;
	for (let i = 0; i < LOOKED_AT && last !== null; i++) {
		const next: Instant | null = nextAfter(recurrence, last);
		if (next !== null) shortest = Math.min(shortest ?? next - last, next - last);
		last = next;
	}
	return shortest;
}

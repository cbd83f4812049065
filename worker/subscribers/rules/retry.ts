import { days, type Instant, minutes } from "../../platform/rules/time.ts";
import type { Subscriber, SubscriberKind } from "./subscription.ts";

/** News of an hour ago is on the page; whoever could not be told by then is not told. */
const PAUSES_MS = [minutes(1), minutes(5), minutes(15), minutes(30)];
const LONGEST_PAUSE_MS = minutes(30);
/** Nothing has arrived for this long, and not for want of trying. */
const REMOVED_AFTER_MS = days(3);
const REMOVED_AFTER_FAILURES = 10;

/** When a message that was not delivered is tried again; null: not any more. `attempts` counts those that were made. */
export function nextTryAt(attempts: number, now: Instant, retryAfterMs: number | null): Instant | null {
	const pauseMs = PAUSES_MS[attempts - 1];
	if (pauseMs === undefined) return null;
	return now + Math.max(pauseMs, Math.min(retryAfterMs ?? 0, LONGEST_PAUSE_MS));
}

/**
 * A receiver that takes nothing for days is no longer there. Never a mailbox: what fails there may be our account, and
 * a provider names a mailbox that is gone.
 */
export function isAbandoned(
	kind: SubscriberKind,
	{ failures, failingSince }: Pick<Subscriber, "failures" | "failingSince">,
	now: Instant,
): boolean {
	if (kind === "email" || failingSince === null) return false;
	return failures >= REMOVED_AFTER_FAILURES && now - failingSince >= REMOVED_AFTER_MS;
}

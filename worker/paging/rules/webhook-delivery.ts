/** How long an outgoing webhook is tried, how often, and when it is given up. */
import { days, type Instant, minutes, seconds } from "../../platform/rules/time.ts";

export const DELIVERY_STATES = ["waiting", "delivered", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const WEBHOOK_STATES = ["active", "disabled"] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** What has not arrived by then is given up; a replay gives it as long again. */
export const DELIVERY_LIFE_MS = days(3);
/** A receiver that has accepted nothing for so long is no longer called. */
export const DISABLED_AFTER_MS = days(2);
/** How long a delivery can be read and replayed. */
export const DELIVERY_KEPT_MS = days(14);
/** After a new secret, requests are signed with the old one as well for so long. */
export const BOTH_SECRETS_MS = days(1);
/** Requests to one receiver at a time. One that fails is asked with one. */
export const AT_ONCE = 5;

const PAUSES_MS = [seconds(5), minutes(1), minutes(5), minutes(15), minutes(30), minutes(60)];
const LONGEST_MS = minutes(60);

/** When to try again after `failures` failures in a row, at least one. A receiver may ask for more, up to an hour. */
export function nextTryAt(failures: number, now: Instant, retryAfterMs: number | null): Instant {
	const pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? LONGEST_MS;
	return now + Math.min(LONGEST_MS, Math.max(pause, retryAfterMs ?? 0));
}

/** What became of one request. `reason` is for people: "answered 503", "no answer within 10000 ms". */
export interface DeliveryOutcome {
	kind: "delivered" | "again" | "gone";
	status: number | null;
	reason: string | null;
	tookMs: number;
	retryAfterMs: number | null;
}

/** What an answer means: any 2xx takes it, 410 wants nothing any more, everything else is tried again. */
export function outcomeOfStatus(
	status: number,
	tookMs: number,
	retryAfterMs: number | null,
): DeliveryOutcome {
	const isTaken = status >= 200 && status < 300;
	const kind = isTaken ? "delivered" : status === 410 ? "gone" : "again";
	return { kind, status, reason: isTaken ? null : `answered ${status}`, tookMs, retryAfterMs };
}

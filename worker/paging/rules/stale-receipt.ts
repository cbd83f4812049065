import { days, type Instant } from "../../platform/rules/time.ts";

/** Two weekly check-ins without a word. */
export const STALE_AFTER_DAYS = 14;

/** A device whose last receipt is older than 14 days is not counted on. */
export const isStale = (lastReceiptAt: Instant, now: Instant): boolean =>
	now - lastReceiptAt > days(STALE_AFTER_DAYS);

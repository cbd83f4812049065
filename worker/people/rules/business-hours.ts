import type { Instant } from "../../platform/rules/time.ts";
import { openingAt } from "../../platform/rules/windows.ts";
import type { BusinessHours } from "./person.ts";

/** True while the hours run, on the clocks of their zone. Hours without a day are no hours: always open. */
export function isOpen(hours: BusinessHours, at: Instant): boolean {
	return hours.days.length === 0 || openingAt([hours], hours.timeZone, at).open;
}

/**
 * When a page that waits for the hours may go: `at` itself while they run, else their next opening. Never later
 * than the opening on the wall clock, and never endless: hours that never open hold nothing back.
 */
export function opensAt(hours: BusinessHours, at: Instant): Instant {
	if (isOpen(hours, at)) return at;
	const { endsAt } = openingAt([hours], hours.timeZone, at);
	return Number.isFinite(endsAt) ? endsAt : at;
}

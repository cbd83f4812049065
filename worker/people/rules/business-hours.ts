import type { Instant } from "../../platform/rules/time.ts";
import { openingAt } from "../../platform/rules/windows.ts";
import type { Hours } from "./person.ts";

/** True while the hours run, on the clocks of their zone. Hours without a day are no hours: always open. */
export function isOpen({ windows, timeZone }: Hours, at: Instant): boolean {
	return windows.every(({ days }) => days.length === 0) || openingAt(windows, timeZone, at).open;
}

/**
 * When a page that waits for the hours may go: `at` itself while they run, else their next opening. Never later
 * than the opening on the wall clock, and never endless: hours that never open hold nothing back.
 */
export function opensAt(hours: Hours, at: Instant): Instant {
	if (isOpen(hours, at)) return at;
	const { endsAt } = openingAt(hours.windows, hours.timeZone, at);
	return Number.isFinite(endsAt) ? endsAt : at;
}

/** More windows than this in a row, without a pause between them, never end. */
const MOST_IN_A_ROW = 200;

/** When the hours begin anew after `at`, once they were over; null: they never end, or never begin again. */
export function beginsAfter(hours: Hours, at: Instant): Instant | null {
	let closesAt = at;
	for (let i = 0; i < MOST_IN_A_ROW && isOpen(hours, closesAt); i++) {
		closesAt = openingAt(hours.windows, hours.timeZone, closesAt).endsAt;
		if (!Number.isFinite(closesAt)) return null;
	}
	const beginsAt = opensAt(hours, closesAt);
	return beginsAt > closesAt ? beginsAt : null;
}

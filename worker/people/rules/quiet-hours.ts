import type { Instant } from "../../platform/rules/time.ts";
import { openingAt } from "../../platform/rules/windows.ts";
import type { QuietHours } from "./person.ts";

/**
 * When the quiet hours end that run at `at` on the clocks of `timeZone`; null while none run, for a person without any,
 * and for hours that would never end: they hold nothing back.
 */
export function quietUntil(
	hours: QuietHours | null | undefined,
	timeZone: string,
	at: Instant,
): Instant | null {
	if (!hours || hours.days.length === 0) return null;
	const { open, endsAt } = openingAt([hours], timeZone, at);
	return open && Number.isFinite(endsAt) ? endsAt : null;
}

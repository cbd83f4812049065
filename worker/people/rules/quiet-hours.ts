import type { Instant } from "../../platform/rules/time.ts";
import { openingAt } from "../../platform/rules/windows.ts";
import type { QuietHours } from "./person.ts";

/** More windows than this, one begun where the other ends, no week has. */
const MOST_WINDOWS = 8;

/**
 * When the quiet hours end that run at `at` on the clocks of `timeZone`, those of the next day included where they begin
 * then; null while none run, for a person without any, and for hours that would never end: they hold nothing back.
 */
export function quietUntil(
	hours: QuietHours | null | undefined,
	timeZone: string,
	at: Instant,
): Instant | null {
	if (!hours || hours.days.length === 0) return null;
	let until = at;
	for (let n = 0; n < MOST_WINDOWS; n++) {
		const { open, endsAt } = openingAt([hours], timeZone, until);
		if (!open) return until > at ? until : null;
		if (!Number.isFinite(endsAt)) return null;
		until = endsAt;
	}
	return until;
}

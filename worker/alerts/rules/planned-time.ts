import type { Instant } from "../../platform/rules/time.ts";

/** A maintenance window of one service. */
export interface PlannedTime {
	from: Instant;
	/** The work is over then. */
	to: Instant;
}

/** When the window that lies over an instant ends; of several, the last to end. Null when none does. */
export function plannedUntil(windows: readonly PlannedTime[], at: Instant): Instant | null {
	const ends = windows.filter(({ from, to }) => from <= at && at < to).map(({ to }) => to);
	return ends.length > 0 ? Math.max(...ends) : null;
}

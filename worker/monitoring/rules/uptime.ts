import type { Instant } from "../../platform/rules/time.ts";
import type { MonitorState } from "./monitor.ts";

/** From `at` on, the monitor was in `state`. */
export interface StateChange {
	at: Instant;
	state: MonitorState;
}

const OBSERVED: readonly MonitorState[] = ["up", "degraded", "down"];

/**
 * The share (0–1) of the observed time in [from, to) that was not down. `changes` oldest first. Null when nothing was
 * observed: pending, paused, unknown and maintenance count for neither side.
 */
export function uptimeShare(changes: StateChange[], from: Instant, to: Instant): number | null {
	let observedMs = 0;
	let downMs = 0;
	for (const [index, change] of changes.entries()) {
		const startsAt = Math.max(from, change.at);
		const endsAt = Math.min(to, changes[index + 1]?.at ?? to);
		if (endsAt <= startsAt || !OBSERVED.includes(change.state)) continue;
		observedMs += endsAt - startsAt;
		if (change.state === "down") downMs += endsAt - startsAt;
	}
	return observedMs === 0 ? null : 1 - downMs / observedMs;
}

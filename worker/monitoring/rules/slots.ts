import type { Instant } from "../../platform/rules/time.ts";

/**
 * When a monitor is checked: absolute slots, never "now plus interval", so that nothing drifts and a cycle that was
 * lost can be worked out again. `offsetMs` shifts a whole slice, so that slices do not all beat at once.
 */
export interface Slots {
	intervalMs: number;
	phaseMs: number;
}

/** Monitors of a slice share beats this far apart: each beat costs the slice an alarm and a row. */
const BEAT_MS = 10_000;

/** The same monitor always gets the same phase; long intervals spread over the beats within them. */
export function slotsOf(monitorId: string, intervalSeconds: number, offsetMs: number): Slots {
	const intervalMs = intervalSeconds * 1_000;
	const beats = Math.max(1, Math.floor(intervalMs / BEAT_MS));
	return { intervalMs, phaseMs: (hashOf(monitorId) % beats) * BEAT_MS + (offsetMs % BEAT_MS) };
}

/** The number of the latest slot that began at or before `at`. Every slot has one number for ever. */
export function slotNumber(slots: Slots, at: Instant): number {
	return Math.floor((at - slots.phaseMs) / slots.intervalMs);
}

export function slotStart(slots: Slots, slot: number): Instant {
	return slots.phaseMs + slot * slots.intervalMs;
}

/** FNV-1a, 32 bits: spreads identifiers, nothing more. */
export function hashOf(text: string): number {
	let hash = 0x811c_9dc5;
	for (let i = 0; i < text.length; i++) {
		hash ^= text.charCodeAt(i);
		hash = Math.imul(hash, 0x0100_0193);
	}
	return hash >>> 0;
}

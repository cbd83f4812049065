import type { Instant } from "../../platform/rules/time.ts";

export interface Pausable {
	paused: boolean;
	/** Null or absent: until somebody resumes it. */
	pausedUntil?: Instant | null;
}

/**
 * As it is at `now`: a pause whose end has come is none, whoever has noticed. Whatever reads a stored monitor asks this,
 * so that nothing has to happen in the database for a pause to end.
 */
export function asOf<M extends Pausable>(monitor: M, now: Instant): M {
	const { paused, pausedUntil } = monitor;
	if (!paused || pausedUntil == null || pausedUntil > now) return monitor;
	return { ...monitor, paused: false, pausedUntil: null };
}

/** The end of a pause as a copy keeps it: nothing where there is none, so that copies from before there were ends are equal. */
export const pauseEnd = ({ paused, pausedUntil }: Pausable): { pausedUntil?: Instant } =>
	paused && pausedUntil != null ? { pausedUntil } : {};

/** The same for a copy that is compared with another one: of a monitor without an end of its pause, nothing is said of it. */
export function copyAsOf<M extends Pausable>(monitor: M, now: Instant): M {
	const { pausedUntil: _, ...rest } = asOf(monitor, now);
	return { ...rest, ...pauseEnd(asOf(monitor, now)) } as M;
}

/** What a change asks for. Whoever resumes it, or pauses it anew without an end, takes the earlier end away. */
export function withPause<M extends Pausable>(monitor: M, change: Partial<Pausable>): M {
	const { paused = monitor.paused, pausedUntil } = change;
	const kept = change.paused === undefined ? (monitor.pausedUntil ?? null) : null;
	return { ...monitor, paused, pausedUntil: pausedUntil === undefined ? kept : pausedUntil };
}

/** Why this pause cannot be; null when it can. */
export function refusePause({ paused, pausedUntil }: Pausable, now: Instant): string | null {
	if (pausedUntil == null) return null;
	if (!paused) return "is only for a monitor that is paused";
	return pausedUntil > now ? null : "must be in the future";
}

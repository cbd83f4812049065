import { days, type Instant, seconds } from "../../platform/rules/time.ts";
import { nextAfter, type Recurrence, shortestGapMs } from "./recurrence.ts";

export const MAINTENANCE_STATES = ["scheduled", "in_progress", "verifying", "completed"] as const;
export type MaintenanceState = (typeof MAINTENANCE_STATES)[number];

/** From when to when work is done, and what of that time is for looking whether all works. */
export interface MaintenanceTimes {
	startsAt: Instant;
	/** How long before its end the work is over and is verified. */
	verifySeconds: number;
	/** Set when somebody said that the work was over before that. */
	verifyingAt: Instant | null;
	endsAt: Instant;
}

export interface Maintenance extends MaintenanceTimes {
	/** As it was planned: the next one of a series follows this, whatever was changed while it went on. */
	plannedStartsAt: Instant;
	plannedEndsAt: Instant;
	recurrence: Recurrence | null;
}

/** From then on pages come as usual. */
export function workEndsAt({ startsAt, verifyingAt, verifySeconds, endsAt }: MaintenanceTimes): Instant {
	return Math.min(endsAt, Math.max(startsAt, verifyingAt ?? endsAt - seconds(verifySeconds)));
}

/** By time alone: nothing has to happen for one to begin or to end. */
export function stateAt(times: MaintenanceTimes, now: Instant): MaintenanceState {
	if (now >= times.endsAt) return "completed";
	if (now < times.startsAt) return "scheduled";
	return now < workEndsAt(times) ? "in_progress" : "verifying";
}

/** What somebody may ask for: other times, or a state that is to be now. */
export interface MaintenanceChange {
	startsAt?: Instant;
	endsAt?: Instant;
	verifySeconds?: number;
	state?: Exclude<MaintenanceState, "scheduled">;
}

/**
 * As it is after the change, at `now`. Times that are given before it begins are its plan; those of one that goes on
 * concern it alone, and not those that follow it.
 */
export function withChange<M extends Maintenance>(one: M, change: MaintenanceChange, now: Instant): M {
	const { state, ...given } = change;
	const times = { ...one, ...given };
	const isPlan = stateAt(one, now) === "scheduled";
	const planned = isPlan ? { plannedStartsAt: times.startsAt, plannedEndsAt: times.endsAt } : {};
	const isMoved = times.endsAt !== one.endsAt || times.verifySeconds !== one.verifySeconds;
	const reset = isMoved ? { verifyingAt: null } : {};
	return { ...times, ...planned, ...reset, ...(state && toState(times, state, now)) };
}

function toState(times: MaintenanceTimes, state: MaintenanceChange["state"], now: Instant) {
	const isBegun = times.startsAt <= now;
	switch (state) {
		case "in_progress":
			if (!isBegun) return { startsAt: now };
			return stateAt(times, now) === "verifying" ? { verifyingAt: null, verifySeconds: 0 } : {};
		case "verifying":
			return isBegun && stateAt(times, now) === "in_progress" ? { verifyingAt: now } : {};
		case "completed":
			return isBegun && times.endsAt > now ? { endsAt: Math.max(now, times.startsAt + 1) } : {};
		case undefined:
			return {};
	}
}

export interface Trouble {
	field: "endsAt" | "verifySeconds" | "recurrence";
	message: string;
}

const LONGEST_MS = days(30);

/** Why these times cannot be. */
export function refuseTimes(one: Maintenance): Trouble[] {
	const lengthMs = one.endsAt - one.startsAt;
	const found: Trouble[] = [];
	if (lengthMs <= 0) found.push({ field: "endsAt", message: "must be after startsAt" });
	if (lengthMs > LONGEST_MS)
		found.push({ field: "endsAt", message: "must be at most 30 days after startsAt" });
	// One that was ended early is shorter than its plan.
	const longestMs = Math.max(lengthMs, one.plannedEndsAt - one.plannedStartsAt);
	if (lengthMs > 0 && seconds(one.verifySeconds) >= longestMs)
		found.push({ field: "verifySeconds", message: "must be shorter than the maintenance" });
	return [...found, ...refuseSeries(one)];
}

function refuseSeries({ recurrence, plannedStartsAt, plannedEndsAt }: Maintenance): Trouble[] {
	if (recurrence === null) return [];
	const gapMs = shortestGapMs(recurrence, plannedStartsAt);
	if (gapMs === null) return [{ field: "recurrence", message: "must come again after startsAt" }];
	if (gapMs >= plannedEndsAt - plannedStartsAt) return [];
	return [{ field: "recurrence", message: "must not come again before the one before is over" }];
}

/** Why this state cannot be asked for now; null when it can. */
export function refuseState(
	one: MaintenanceTimes,
	state: MaintenanceChange["state"],
	now: Instant,
): string | null {
	const is = stateAt(one, now);
	if (state === undefined || state === is) return null;
	if (is === "completed") return "is over; set endsAt to a later time to go on";
	if (is === "scheduled" && state !== "in_progress") return "has not begun: start it, or delete it";
	return null;
}

/** The one that follows this in its series, from when to when, if its time is not over at `now`; null when none does. */
export function following(one: Maintenance, now: Instant): { startsAt: Instant; endsAt: Instant } | null {
	if (one.recurrence === null) return null;
	const lengthMs = one.plannedEndsAt - one.plannedStartsAt;
	const startsAt = nextAfter(one.recurrence, Math.max(one.plannedStartsAt, now - lengthMs));
	return startsAt === null ? null : { startsAt, endsAt: startsAt + lengthMs };
}

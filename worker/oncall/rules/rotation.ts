import { days, type Instant } from "../../platform/rules/time.ts";
import { dutyAt } from "./layer.ts";
import type { Override, Schedule, Shift } from "./schedule.ts";

/** The source of a gap that no override made. */
export const NOBODY = "gap";
/** The source of what an override decided. */
export const OVERRIDE = "override";

// A shift of a rotation with one person never ends: it is told as ending a year from the instant asked about.
const ENDLESS_MS = days(366);
const MOST_STRETCHES = 500;

/**
 * The final shifts of [from, to): in order, without overlap or hole (nobody on call is a shift with userId null),
 * clipped to the range; neighbours differ in person or source. Empty when `to` is not after `from`.
 */
export function shiftsBetween(schedule: Schedule, from: Instant, to: Instant): Shift[] {
	const shifts: Shift[] = [];
	if (!(from < to)) return shifts;
	for (const stretch of stretchesFrom(schedule, from)) {
		const clipped = {
			...stretch,
			startsAt: Math.max(stretch.startsAt, from),
			endsAt: Math.min(stretch.endsAt, to),
		};
		const last = shifts.at(-1);
		if (last && isSame(last, clipped)) last.endsAt = clipped.endsAt;
		else shifts.push(clipped);
		if (stretch.endsAt >= to) break;
	}
	return shifts;
}

/**
 * The shift that runs at `at`, from its real start to its real end; userId null in a gap: page the next level
 * instead. What has no start or end is told as a year before or after `at`.
 */
export function onCallAt(schedule: Schedule, at: Instant): Shift {
	const shift = { ...stretchAt(schedule, at) };
	for (let n = 0; n < MOST_STRETCHES && Number.isFinite(shift.endsAt); n++) {
		const next = stretchAt(schedule, shift.endsAt);
		if (!isSame(next, shift)) break;
		shift.endsAt = next.endsAt;
	}
	for (let n = 0; n < MOST_STRETCHES && Number.isFinite(shift.startsAt); n++) {
		const earlier = stretchAt(schedule, shift.startsAt - 1);
		if (!isSame(earlier, shift)) break;
		shift.startsAt = earlier.startsAt;
	}
	if (!Number.isFinite(shift.startsAt)) shift.startsAt = at - ENDLESS_MS;
	if (!Number.isFinite(shift.endsAt)) shift.endsAt = at + ENDLESS_MS;
	return shift;
}

/**
 * Who takes over: the first person in the shifts after `at` who is not the one on call at `at` (in a gap, the first
 * person at all). Null when there is nobody else within some 500 hand-offs.
 */
export function nextAfter(schedule: Schedule, at: Instant): string | null {
	let current: string | null | undefined;
	let looked = 0;
	for (const { userId } of stretchesFrom(schedule, at)) {
		if (current === undefined) {
			current = userId;
			if (!hasAnyoneBut(schedule, current, at)) return null;
		}
		if (userId !== null && userId !== current) return userId;
		if (++looked > MOST_STRETCHES) return null;
	}
	return null;
}

function hasAnyoneBut(schedule: Schedule, current: string | null, at: Instant): boolean {
	const others = schedule.overrides.filter((o) => o.endsAt > at).map((o) => o.userId);
	return [...schedule.layers.flatMap((layer) => layer.userIds), ...others].some(
		(userId) => userId !== null && userId !== current,
	);
}

function isSame(a: Shift, b: Shift): boolean {
	return a.userId === b.userId && a.source === b.source;
}

function* stretchesFrom(schedule: Schedule, from: Instant): Generator<Shift> {
	for (let at = from; Number.isFinite(at); ) {
		const stretch = stretchAt(schedule, at);
		yield stretch;
		at = stretch.endsAt;
	}
}

/** Who is on call at `at`, and a stretch around it in which nothing changes; not always the whole shift. */
function stretchAt(schedule: Schedule, at: Instant): Shift {
	const found: Shift = {
		startsAt: Number.NEGATIVE_INFINITY,
		endsAt: Number.POSITIVE_INFINITY,
		userId: null,
		source: NOBODY,
	};
	for (const layer of schedule.layers.toReversed()) {
		const duty = dutyAt(layer, schedule.timeZone, at);
		narrow(found, duty.startsAt, at);
		narrow(found, duty.endsAt, at);
		if (duty.userId === null) continue;
		found.userId = duty.userId;
		found.source = duty.source;
		break;
	}
	for (const { startsAt, endsAt } of schedule.overrides) {
		narrow(found, startsAt, at);
		narrow(found, endsAt, at);
	}
	return overridden(found, schedule.overrides, at);
}

/** Cuts a stretch around `at` at an edge. */
function narrow(stretch: Shift, edge: Instant, at: Instant): void {
	if (edge <= at) stretch.startsAt = Math.max(stretch.startsAt, edge);
	else stretch.endsAt = Math.min(stretch.endsAt, edge);
}

/**
 * Lays the overrides on in the order of their creation. One that replaces a person has an effect only if that
 * person is on call without it: by the layers, or by an earlier override (even one that was itself replaced, since
 * of two that replace the same person the later one wins).
 */
function overridden(stretch: Shift, overrides: Override[], at: Instant): Shift {
	const running = overrides
		.filter((o) => o.startsAt <= at && at < o.endsAt)
		.sort((a, b) => a.createdAt - b.createdAt);
	const onCall = new Set([stretch.userId]);
	let result = stretch;
	for (const { userId, replacesUserId } of running) {
		if (replacesUserId !== null && !onCall.has(replacesUserId)) continue;
		onCall.add(userId);
		result = { ...result, userId, source: OVERRIDE };
	}
	return result;
}

import { days, hours, type Instant } from "../../platform/rules/time.ts";
import {
	firstInstantOf,
	monthsBetween,
	monthsLater,
	type Reading,
	readingAt,
	readingOf,
} from "../../platform/rules/wall-clock.ts";
import { openingAt } from "../../platform/rules/windows.ts";
import { type Crew, crewAt, leavesAt, personOf } from "./crew.ts";
import type { Layer, Shift } from "./schedule.ts";

const UNIT_MS = { hour: hours(1), day: days(1), week: days(7) } as const;

/**
 * Who this layer alone would have on duty at `at`, and a stretch around it in which that does not change (endless
 * where it never does). Nobody before the rotation starts, outside the restrictions, or without people.
 */
export function dutyAt(layer: Layer, zone: string, at: Instant): Shift {
	if (layer.userIds.length === 0 || Number.isNaN(readingOf(layer.rotation.startsAt))) {
		return stretch(layer, null, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
	}
	const ends = endOf(layer, zone);
	if (at >= ends) return stretch(layer, null, ends, Number.POSITIVE_INFINITY);
	const turn = turnAt(layer, zone, at);
	turn.endsAt = Math.min(turn.endsAt, ends);
	if (turn.userId === null || layer.restrictions.length === 0) return turn;
	const mask = openingAt(layer.restrictions, zone, at);
	if (!mask.open) return stretch(layer, null, mask.startsAt, mask.endsAt);
	return stretch(
		layer,
		turn.userId,
		Math.max(turn.startsAt, mask.startsAt),
		Math.min(turn.endsAt, mask.endsAt),
	);
}

/**
 * Whose turn it is, restrictions left aside; turns of the same person that follow each other are one. A turn belongs to
 * the crew that is there when it begins: who comes takes their first turn at a hand-off, and moves nobody's before it.
 */
function turnAt(layer: Layer, zone: string, at: Instant): Shift {
	const begins = handOff(layer, zone, 0);
	if (at < begins) return stretch(layer, null, Number.NEGATIVE_INFINITY, begins);
	const turn = turnNumberAt(layer, zone, at);
	const crew = crewAt(layer, turnReading(layer, turn));
	const [first, next] = turnsAlike(layer, crew, turn);
	const startsAt = handOff(layer, zone, first);
	const endsAt = next === Number.POSITIVE_INFINITY ? next : handOff(layer, zone, next);
	const whole = stretch(layer, personOf(crew, turn), startsAt, endsAt);
	return untilTheyLeave(layer, zone, at, { whole, crew, next });
}

/** The turns around this one that the same crew gives to the same person: the first, and the one after the last. */
function turnsAlike(layer: Layer, crew: Crew, turn: number): [first: number, next: number] {
	const [earliest, latest] = [firstTurnOf(layer, crew.since), firstTurnOf(layer, crew.until)];
	const userId = personOf(crew, turn);
	if (crew.userIds.every((id) => id === userId)) return [earliest, latest];
	let first = turn;
	while (first > earliest && personOf(crew, first - 1) === userId) first--;
	let next = turn + 1;
	while (next < latest && personOf(crew, next) === userId) next++;
	return [first, next];
}

/** The first turn that begins at a reading or after it. */
function firstTurnOf(layer: Layer, reading: Reading): number {
	if (!Number.isFinite(reading)) return reading < 0 ? 0 : reading;
	let turn = Math.max(0, turnsCounted(layer, reading));
	while (turnReading(layer, turn) < reading) turn++;
	return turn;
}

/** What is left of the turn of somebody who leaves goes to whoever of those who are there then would take the next one. */
function untilTheyLeave(
	layer: Layer,
	zone: string,
	at: Instant,
	of: { whole: Shift; crew: Crew; next: number },
): Shift {
	let { crew } = of;
	let { userId, startsAt } = of.whole;
	for (;;) {
		// Where nobody is there, whoever comes has it at once.
		const leaves = userId === null ? crew.until : leavesAt(layer, userId);
		const left = Number.isFinite(leaves) ? firstInstantOf(zone, leaves) : leaves;
		const endsAt = Math.min(left, of.whole.endsAt);
		if (endsAt > at || left >= of.whole.endsAt) return stretch(layer, userId, startsAt, endsAt);
		crew = crewAt(layer, leaves);
		userId = personOf(crew, of.next);
		startsAt = left;
	}
}

/** The last turn that has begun. What is counted from the reading may be too little, hence the correction upwards. */
function turnNumberAt(layer: Layer, zone: string, at: Instant): number {
	let turn = Math.max(0, turnsCounted(layer, readingAt(zone, at)));
	while (handOff(layer, zone, turn + 1) <= at) turn++;
	return turn;
}

/** Never too many: clocks that were put back read too little, and a month counts only once all of it has passed. */
function turnsCounted(layer: Layer, now: Reading): number {
	const { unit, startsAt } = layer.rotation;
	const start = readingOf(startsAt);
	if (unit === "month") return Math.floor((monthsBetween(start, now) - 1) / lengthOf(layer));
	return Math.floor((now - start) / (lengthOf(layer) * UNIT_MS[unit]));
}

/** When turn `turn` (0 = the first) begins: a wall-clock time, so a turn may be an hour shorter or longer. */
function handOff(layer: Layer, zone: string, turn: number): Instant {
	return firstInstantOf(zone, turnReading(layer, turn));
}

/** Months are counted from the first hand-off on: after the 31st, and the 28th of February, comes the 31st again. */
function turnReading(layer: Layer, turn: number): Reading {
	const { unit, startsAt } = layer.rotation;
	const start = readingOf(startsAt);
	const units = turn * lengthOf(layer);
	return unit === "month" ? monthsLater(start, units) : start + units * UNIT_MS[unit];
}

/** Endless where no end was given, or one that cannot be read. */
function endOf(layer: Layer, zone: string): Instant {
	const reading = readingOf(layer.rotation.endsAt ?? "");
	return Number.isNaN(reading) ? Number.POSITIVE_INFINITY : firstInstantOf(zone, reading);
}

function lengthOf(layer: Layer): number {
	return Math.max(1, layer.rotation.length);
}

function stretch(layer: Layer, userId: string | null, startsAt: Instant, endsAt: Instant): Shift {
	return { startsAt, endsAt, userId, source: layer.name };
}

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

/** Whose turn it is, restrictions left aside; turns of the same person that follow each other are one. */
function turnAt(layer: Layer, zone: string, at: Instant): Shift {
	const begins = handOff(layer, zone, 0);
	if (at < begins) return stretch(layer, null, Number.NEGATIVE_INFINITY, begins);
	const userId = personOf(layer, 0);
	if (layer.userIds.every((id) => id === userId)) {
		return stretch(layer, userId, begins, Number.POSITIVE_INFINITY);
	}
	const turn = turnNumberAt(layer, zone, at);
	let first = turn;
	while (first > 0 && personOf(layer, first - 1) === personOf(layer, turn)) first--;
	let next = turn + 1;
	while (personOf(layer, next) === personOf(layer, turn)) next++;
	return stretch(layer, personOf(layer, turn), handOff(layer, zone, first), handOff(layer, zone, next));
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

function personOf(layer: Layer, turn: number): string | null {
	return layer.userIds[turn % layer.userIds.length] ?? null;
}

function stretch(layer: Layer, userId: string | null, startsAt: Instant, endsAt: Instant): Shift {
	return { startsAt, endsAt, userId, source: layer.name };
}

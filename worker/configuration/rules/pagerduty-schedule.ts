/** A schedule of PagerDuty's REST API as one of ours. */

import type { Layer, Restriction } from "../../oncall/rules/schedule.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { readingAt } from "../../platform/rules/wall-clock.ts";
import { type Entry, isEntry } from "./entry.ts";
import { listOf, textOf } from "./import-report.ts";
import {
	clock,
	DAY_SECONDS,
	HOUR_SECONDS,
	instantOf,
	type PersonOf,
	type ReadSchedule,
	type Stretch,
	WEEK_SECONDS,
	wallClock,
	wallClockAt,
	windowsOf,
} from "./import-schedule.ts";

const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** Whom `personOf` does not know is left out, and told. Of what was before `now` no more is kept than goes on. */
export function readSchedule(schedule: Entry, personOf: PersonOf, now: Instant): ReadSchedule {
	const timeZone = textOf(schedule.time_zone);
	const doubts: string[] = [];
	// The answer has the layer that wins first; here the last one wins.
	const layers = listOf(schedule.schedule_layers)
		.toReversed()
		.flatMap((layer) => readLayer(layer, timeZone, personOf, doubts, now));
	const entries = isEntry(schedule.overrides_subschedule)
		? listOf(schedule.overrides_subschedule.rendered_schedule_entries)
		: [];
	const overrides = entries.flatMap((entry) => {
		const userId = personOf(idIn(entry.user));
		const [startsAt, endsAt] = [instantOf(entry.start), instantOf(entry.end)];
		if (userId === undefined) doubts.push("An override names somebody who is not in the file.");
		return userId === undefined || !(startsAt < endsAt) ? [] : [{ startsAt, endsAt, userId }];
	});
	return { timeZone, layers, overrides, doubts };
}

/** What PagerDuty itself worked out, where the answer has it. */
export function finalOf(schedule: Entry, personOf: PersonOf): Stretch[] {
	const final = isEntry(schedule.final_schedule)
		? listOf(schedule.final_schedule.rendered_schedule_entries)
		: [];
	return final.map((entry) => ({
		from: instantOf(entry.start),
		to: instantOf(entry.end),
		userId: personOf(idIn(entry.user)) ?? null,
	}));
}

function readLayer(layer: Entry, zone: string, personOf: PersonOf, doubts: string[], now: Instant): Layer[] {
	const name = textOf(layer.name) || "Layer";
	const turn = unitOf(Number(layer.rotation_turn_length_seconds));
	const members = listOf(layer.users).map((member) => personOf(idIn(member.user)));
	const userIds = members.filter((one) => one !== undefined);
	const virtualStart = instantOf(layer.rotation_virtual_start);
	if (turn === null || Number.isNaN(virtualStart)) {
		doubts.push(`The layer ${name} is left out: its turns are not whole hours.`);
		return [];
	}
	if (userIds.length < members.length)
		doubts.push(`The layer ${name} names somebody who is not in the file.`);
	const endsAt = instantOf(layer.end);
	const restrictions = listOf(layer.restrictions).flatMap((one) => restrictionsOf(one, name, doubts));
	const ends = Number.isNaN(endsAt) ? {} : { endsAt: wallClockAt(zone, endsAt) };
	const { unit, length } = turn;
	return beginningsOf(layer, virtualStart, turn.seconds, userIds, zone, now).map((begins, i, all) => {
		const next = all[i + 1];
		const rotation = {
			unit,
			length,
			startsAt: begins.startsAt,
			...(next ? { endsAt: next.startsAt } : ends),
		};
		return { name, userIds: begins.userIds, rotation, restrictions };
	});
}

interface Beginning {
	startsAt: string;
	userIds: string[];
}

/**
 * A layer begins at its start, in the turn that the virtual start gives it; turns are counted on the wall clock. One that
 * is to begin within a turn is two: the rest of that turn, and all turns from the next one on.
 */
function beginningsOf(
	layer: Entry,
	virtualStart: Instant,
	turnSeconds: number,
	userIds: string[],
	zone: string,
	now: Instant,
): Beginning[] {
	const start = instantOf(layer.start);
	const virtual = readingAt(zone, virtualStart);
	const begins = Number.isNaN(start) ? virtual : Math.max(virtual, readingAt(zone, start));
	const turns = Math.floor((begins - virtual) / (turnSeconds * 1_000));
	const from = (turn: number): Beginning => ({
		startsAt: wallClock(virtual + turn * turnSeconds * 1_000),
		userIds: userIds.map((_, i) => userIds[(i + turn) % userIds.length] ?? ""),
	});
	const first = from(turns);
	if (start <= now || wallClock(begins) === first.startsAt) return [first];
	return [{ startsAt: wallClock(begins), userIds: first.userIds.slice(0, 1) }, from(turns + 1)];
}

function unitOf(
	seconds: number,
): { unit: Layer["rotation"]["unit"]; length: number; seconds: number } | null {
	if (!(seconds > 0)) return null;
	if (seconds % WEEK_SECONDS === 0) return { unit: "week", length: seconds / WEEK_SECONDS, seconds };
	if (seconds % DAY_SECONDS === 0) return { unit: "day", length: seconds / DAY_SECONDS, seconds };
	return seconds % HOUR_SECONDS === 0 ? { unit: "hour", length: seconds / HOUR_SECONDS, seconds } : null;
}

function restrictionsOf(restriction: Entry, layer: string, doubts: string[]): Restriction[] {
	const [hour = "", minute = "", second = "00"] = textOf(restriction.start_time_of_day).split(":");
	const length = Number(restriction.duration_seconds);
	const starts = Number(hour) * HOUR_SECONDS + Number(minute) * 60;
	if (second !== "00" || length % 60 !== 0 || !(length > 0))
		doubts.push(`A restriction of the layer ${layer} has seconds: it is told in whole minutes.`);
	if (restriction.type === "daily_restriction")
		return [{ days: DAYS, from: clock(starts), to: clock(starts + Math.min(length, DAY_SECONDS)) }];
	return windowsOf((Number(restriction.start_day_of_week) - 1) * DAY_SECONDS + starts, length);
}

const idIn = (reference: unknown): string => (isEntry(reference) ? textOf(reference.id) : "");

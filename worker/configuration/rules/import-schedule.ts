/** What schedules of other tools have in common with ours: turns by the wall clock, windows within a day, who is on call when. */
import { shiftsBetween } from "../../oncall/rules/rotation.ts";
import type { Layer, Override, Restriction } from "../../oncall/rules/schedule.ts";
import { type Instant, toWire } from "../../platform/rules/time.ts";
import { readingAt } from "../../platform/rules/wall-clock.ts";
import type { Entry } from "./entry.ts";
import { textOf } from "./import-report.ts";

/** What somebody is called in the file, by their foreign id; undefined for whom it does not have. */
export type PersonOf = (id: string) => string | undefined;

export const DAY_SECONDS = 86_400;
export const WEEK_SECONDS = 7 * DAY_SECONDS;
export const HOUR_SECONDS = 3_600;

export interface ReadSchedule {
	timeZone: string;
	layers: Layer[];
	overrides: Pick<Override, "startsAt" | "endsAt" | "userId">[];
	/** What people should look at. */
	doubts: string[];
}

/** One stretch of what the other tool itself worked out. */
export interface Stretch {
	from: Instant;
	to: Instant;
	/** Null: somebody who is not in the file. */
	userId: string | null;
}

/** The first instant at which what we make of it is not what the other tool worked out; null when there is none. */
export function firstDifference(read: ReadSchedule, theirs: readonly Stretch[]): Instant | null {
	if (theirs.length === 0) return null;
	const from = Math.min(...theirs.map((one) => one.from));
	const to = Math.max(...theirs.map((one) => one.to));
	const overrides = read.overrides.map((one, i) => ({
		...one,
		id: String(i),
		replacesUserId: null,
		createdAt: i,
	}));
	const { timeZone, layers } = read;
	const ours = shiftsBetween({ id: "", name: "", timeZone, layers, overrides }, from, to);
	const edges = [...theirs.flatMap((one) => [one.from, one.to]), ...ours.map(({ startsAt }) => startsAt)];
	const instants = [...new Set(edges)].filter((at) => at < to).sort((a, b) => a - b);
	const difference = instants.find((at) => {
		const their = theirs.find((one) => one.from <= at && at < one.to)?.userId ?? null;
		const our = ours.find((one) => one.startsAt <= at && at < one.endsAt)?.userId ?? null;
		return their !== our;
	});
	return difference ?? null;
}

/** As a file has it. */
export function scheduleEntry(name: string, team: string | null, read: ReadSchedule): Entry {
	return {
		name,
		timeZone: read.timeZone,
		team,
		layers: read.layers.map(({ userIds, ...layer }) => ({ ...layer, users: userIds })),
		overrides: read.overrides.map(({ startsAt, endsAt, userId }) => ({
			startsAt: toWire(startsAt),
			endsAt: toWire(endsAt),
			user: userId,
		})),
	};
}

/** One window a day, of seconds since Monday 00:00; what is longer than a day is a window for each day that it touches. */
export function windowsOf(starts: number, lengthSeconds: number): Restriction[] {
	const ends = starts + Math.min(lengthSeconds, WEEK_SECONDS);
	const windows: Restriction[] = [];
	for (let at = starts; at < ends; ) {
		const midnight = (Math.floor(at / DAY_SECONDS) + 1) * DAY_SECONDS;
		const to = ends - at <= DAY_SECONDS && at === starts ? ends : Math.min(midnight, ends);
		windows.push({ days: [(Math.floor(at / DAY_SECONDS) % 7) + 1], from: clock(at), to: clock(to) });
		at = to;
	}
	return windows;
}

/** "09:00", of seconds since any midnight. */
export function clock(seconds: number): string {
	const minutes = Math.floor(seconds / 60) % 1_440;
	return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** NaN where there is none. */
export const instantOf = (value: unknown): Instant => Date.parse(textOf(value));

export const wallClockAt = (zone: string, at: Instant): string => wallClock(readingAt(zone, at));

/** Of a reading: what a clock shows, as if it were UTC. */
export const wallClock = (reading: number): string => toWire(reading).slice(0, 16);

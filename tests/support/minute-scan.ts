import { Temporal } from "temporal-polyfill";
import type { Layer, Override, Restriction, Schedule, Shift } from "../../worker/oncall/rules/schedule.ts";
import type { BusinessHours } from "../../worker/people/rules/person.ts";

/**
 * The slow, plain answer to "who is on call": looks at every minute by itself, and reads the clock from Intl instead
 * of Temporal. Knows nothing of hand-offs, only of a clock that never goes back.
 */
export function scanShifts(schedule: Schedule, from: number, to: number): Shift[] {
	const shifts: Shift[] = [];
	for (const { at, reading } of minutesOf(schedule.timeZone, from, to)) {
		const { userId, source } = onCall(schedule, at, reading);
		const last = shifts.at(-1);
		if (last?.userId === userId && last.source === source) last.endsAt = at + MINUTE_MS;
		else shifts.push({ startsAt: at, endsAt: at + MINUTE_MS, userId, source });
	}
	return shifts;
}

/** The instants of [from, to), minute by minute, at which the hours run. */
export function scanOpenMinutes(hours: BusinessHours, from: number, to: number): Set<number> {
	const open = new Set<number>();
	for (const { at, reading } of minutesOf(hours.timeZone, from, to)) {
		if (inWindow(hours, reading)) open.add(at);
	}
	return open;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LEAD_MS = 3 * DAY_MS;
const SAMPLE_MS = 15 * MINUTE_MS;
const UNIT_MS = { hour: 3_600_000, day: DAY_MS, week: 7 * DAY_MS };
const MONTHS_SCANNED = 60;

/** Every minute with the furthest that the clocks of the zone have come by then. */
function* minutesOf(zone: string, from: number, to: number): Generator<{ at: number; reading: number }> {
	let furthest = Number.NEGATIVE_INFINITY;
	let offset = 0;
	for (let at = from - LEAD_MS; at < to; at += MINUTE_MS) {
		if (at === from - LEAD_MS || at % SAMPLE_MS === 0) offset = offsetOf(zone, at);
		furthest = Math.max(furthest, at + offset);
		if (at >= from) yield { at, reading: furthest };
	}
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of a zone are ahead of UTC, by what Intl prints. */
export function offsetOf(zone: string, at: number): number {
	const format =
		formats.get(zone) ??
		new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
	formats.set(zone, format);
	const [day, month, year, hour, minute, second] = format.format(at).split(/\D+/).map(Number);
	return Date.UTC(year!, month! - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}

function onCall(schedule: Schedule, at: number, reading: number): { userId: string | null; source: string } {
	const layer = schedule.layers.findLast((candidate) => inLayer(candidate, reading) !== null);
	const base = layer
		? { userId: inLayer(layer, reading), source: layer.name }
		: { userId: null, source: "gap" };
	return afterOverrides(base, schedule.overrides, at);
}

function inLayer(layer: Layer, reading: number): string | null {
	const since = reading - Date.parse(`${layer.rotation.startsAt}Z`);
	if (reading >= Date.parse(`${layer.rotation.endsAt ?? "9999-01-01T00:00"}Z`)) return null;
	if (since < 0 || layer.userIds.length === 0) return null;
	if (layer.restrictions.length > 0 && !layer.restrictions.some((r) => inWindow(r, reading))) return null;
	const { unit, length } = layer.rotation;
	const turn =
		unit === "month"
			? monthlyHandOffs(layer).findLastIndex((handOff) => handOff <= reading)
			: Math.floor(since / (length * UNIT_MS[unit]));
	const begins =
		unit === "month"
			? monthlyHandOffs(layer)[turn]!
			: Date.parse(`${layer.rotation.startsAt}Z`) + turn * length * UNIT_MS[unit];
	return holderOf(layer, turn, begins, reading);
}

/** Plays the turn from its beginning: at each time at which anybody comes or leaves, whoever has it goes or stays. */
function holderOf(layer: Layer, turn: number, begins: number, reading: number): string | null {
	const read = (text: string | null | undefined, otherwise: number) =>
		text ? Date.parse(`${text}Z`) : otherwise;
	const bounds = (id: string): [number, number] => {
		const own = layer.memberships?.find(({ userId }) => userId === id);
		return [read(own?.from, -Infinity), read(own?.until, Infinity)];
	};
	const there = (at: number) => layer.userIds.filter((id) => bounds(id)[0] <= at && at < bounds(id)[1]);
	const nth = (ids: string[], n: number): string | null => (ids.length === 0 ? null : ids[n % ids.length]!);
	let holder = nth(there(begins), turn);
	const happenings = layer.userIds.flatMap(bounds).filter((at) => begins < at && at <= reading);
	for (const at of happenings.sort((a, b) => a - b))
		if (holder === null || !there(at).includes(holder)) holder = nth(there(at), turn + 1);
	return holder;
}

const monthly = new WeakMap<Layer, number[]>();

/** What the clock says at each hand-off of five years, by the calendar of Temporal. */
function monthlyHandOffs(layer: Layer): number[] {
	const { startsAt, length } = layer.rotation;
	const first = Temporal.PlainDateTime.from(startsAt);
	const known =
		monthly.get(layer) ??
		Array.from({ length: MONTHS_SCANNED }, (_, n) =>
			Date.parse(`${first.add({ months: n * length }).toString({ smallestUnit: "minute" })}Z`),
		);
	monthly.set(layer, known);
	return known;
}

function inWindow(window: Restriction, reading: number): boolean {
	const today = Math.floor(reading / DAY_MS) * DAY_MS;
	return [today - DAY_MS, today].some((midnight) => {
		if (!window.days.includes(new Date(midnight).getUTCDay() || 7)) return false;
		const from = midnight + clock(window.from);
		const to = midnight + clock(window.to) + (clock(window.to) <= clock(window.from) ? DAY_MS : 0);
		return from <= reading && reading < to;
	});
}

const clock = (text: string): number => Date.parse(`1970-01-01T${text}Z`);

/** The last-created override that has an effect, found from the end: the one whose chain leads to the layers' person. */
function afterOverrides(
	base: { userId: string | null; source: string },
	overrides: Override[],
	at: number,
): { userId: string | null; source: string } {
	const running = overrides
		.filter((o) => o.startsAt <= at && at < o.endsAt)
		.sort((a, b) => b.createdAt - a.createdAt);
	const hasEffect = (index: number): boolean => {
		const replaced = running[index]!.replacesUserId;
		if (replaced === null || replaced === base.userId) return true;
		return running.some((earlier, n) => n > index && earlier.userId === replaced && hasEffect(n));
	};
	const winner = running.find((_, index) => hasEffect(index));
	return winner ? { userId: winner.userId, source: "override" } : base;
}

/** Who can be reached at night, and what shows it. */
import { onCallAt, shiftsBetween } from "../../oncall/rules/rotation.ts";
import type { Schedule } from "../../oncall/rules/schedule.ts";
import { sendsReceipts, traitsOf } from "../../paging/channels/traits.ts";
import type { Heard, Level, MethodState } from "../../paging/rules/paging-plan.ts";
import { isStale } from "../../paging/rules/stale-receipt.ts";
import type { MethodKind } from "../../people/rules/person.ts";
import { days, type Instant } from "../../platform/rules/time.ts";
import { readingAt, readingOf } from "../../platform/rules/wall-clock.ts";
import type { CheckInState } from "./check-in.ts";

const AHEAD_MS = days(56);

export interface KnownMethod {
	kind: MethodKind;
	state: MethodState;
	lastReceiptAt: Instant | null;
	heard: Heard | null;
}

/**
 * `proven`: it said that a page arrived, and not long ago (`isStale`). `verified`: a code came back, or an admin says so, and nothing
 * tells whether pages arrive. `silent`: pages arrive, and its owner says that they make no sound. `off`: its permission is gone, or it was switched off.
 */
export const METHOD_STANDINGS = [
	"off",
	"unverified",
	"untested",
	"stale",
	"silent",
	"verified",
	"proven",
] as const;
export type MethodStanding = (typeof METHOD_STANDINGS)[number];

export function methodStanding(
	{ kind, state, lastReceiptAt, heard }: KnownMethod,
	now: Instant,
): MethodStanding {
	if (state === "unverified") return "unverified";
	if (state !== "active" || traitsOf(kind) === null) return "off";
	if (lastReceiptAt !== null) {
		if (isStale(lastReceiptAt, now)) return "stale";
		return heard === "nothing" ? "silent" : "proven";
	}
	return sendsReceipts(kind) ? "untested" : "verified";
}

/** Worst first: what is said of a person. */
export const STANDINGS = ["unreachable", "untested", "stale", "silent", "not_checked_in", "ready"] as const;
export type Standing = (typeof STANDINGS)[number];

/** The best of a person's methods decides; who has not checked in is not counted as ready. */
export function standingOf(
	methods: readonly KnownMethod[],
	checkIn: CheckInState | null,
	now: Instant,
): Standing {
	const all = new Set(methods.map((method) => methodStanding(method, now)));
	if (all.has("proven") || all.has("verified")) return checkIn === "missed" ? "not_checked_in" : "ready";
	if (all.has("silent")) return "silent";
	if (all.has("stale")) return "stale";
	return all.has("untested") ? "untested" : "unreachable";
}

/** Everybody whom a page may reach: who takes turns from now on, or is named by an escalation policy. */
export function carriersOf(
	of: { schedules: Schedule[]; levels: Level[]; teams: { id: string; memberIds: string[] }[] },
	now: Instant,
): Set<string> {
	const members = new Map(of.teams.map(({ id, memberIds }) => [id, memberIds]));
	const named = of.levels.flatMap(({ targets }) =>
		targets.flatMap(({ kind, id }) => {
			if (kind === "user") return [id];
			return kind === "team" ? (members.get(id) ?? []) : [];
		}),
	);
	return new Set([...of.schedules.flatMap((schedule) => turnTakers(schedule, now)), ...named]);
}

/** Those who are still to take a turn, as far as the schedule says that somebody will not. */
function turnTakers({ layers, overrides, timeZone }: Schedule, now: Instant): string[] {
	const reading = readingAt(timeZone, now);
	const isOver = (text: string | null | undefined) => !!text && readingOf(text) <= reading;
	const inLayers = layers
		.filter(({ rotation }) => !isOver(rotation.endsAt))
		.flatMap(({ userIds, memberships = [] }) => {
			const left = new Set(memberships.flatMap((one) => (isOver(one.until) ? one.userId : [])));
			return userIds.filter((id) => !left.has(id));
		});
	return [...inLayers, ...overrides.flatMap(({ endsAt, userId }) => (endsAt > now ? (userId ?? []) : []))];
}

export interface Turn {
	scheduleId: string;
	startsAt: Instant;
	endsAt: Instant;
}

export interface Turns {
	onCall: Turn[];
	/** The first that begins within eight weeks; null: none does. */
	next: Turn | null;
}

/** By person, which shifts of theirs run, and which comes next. A person who is in none is not in it. */
export function turnsOf(schedules: Schedule[], now: Instant): Map<string, Turns> {
	const all = new Map<string, Turns>();
	for (const schedule of schedules)
		for (const { userId, startsAt, endsAt } of shiftsBetween(schedule, now, now + AHEAD_MS)) {
			if (userId === null) continue;
			const turns = all.get(userId) ?? { onCall: [], next: null };
			all.set(userId, turns);
			const turn = { scheduleId: schedule.id, startsAt, endsAt };
			if (startsAt <= now) turns.onCall.push({ ...turn, endsAt: onCallAt(schedule, now).endsAt });
			else if (turns.next === null || startsAt < turns.next.startsAt) turns.next = turn;
		}
	return all;
}

/** The hours of the day in which a device ever said that a page arrived, of the bits that are kept; in UTC, 0 to 23. */
export const receiptHours = (bits: number): number[] =>
	Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => (bits >> hour) & 1);

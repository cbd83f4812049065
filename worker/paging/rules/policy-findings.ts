/** What is wrong with an escalation policy before a night shows it. */
import { shiftsBetween } from "../../oncall/rules/rotation.ts";
import type { Schedule, Shift } from "../../oncall/rules/schedule.ts";
import type { MethodKind, Team } from "../../people/rules/person.ts";
import { days, type Instant } from "../../platform/rules/time.ts";
import { traitsOf } from "../channels/traits.ts";
import { applies, edgesOf } from "./level-when.ts";
import type { EscalationPolicy, Level, MethodState, Target } from "./paging-plan.ts";
import type { Severity } from "./severity.ts";

/** How far ahead it is looked. */
export const FINDINGS_AHEAD_MS = days(56);
/** A second person who is paged later than this after the first is late. */
export const SECOND_PERSON_WITHIN_SECONDS = 15 * 60;

/** What is known of one way to reach somebody. */
export interface SeenMethod {
	kind: MethodKind;
	state: MethodState;
	lastReceiptAt: Instant | null;
}

export interface FindingFacts {
	schedules: Schedule[];
	teams: Pick<Team, "id" | "memberIds">[];
	people: { id: string; methods: SeenMethod[] }[];
	/** Those that page anybody. */
	severities: Severity[];
}

interface Stretch {
	fromAt: Instant;
	untilAt: Instant;
}

/** The first stretch of time in which it is so, and how many there are in all. */
type Times = Stretch & { times: number };

/** `severities`: only for these; absent: for all that page. */
type WrongThen = { severities?: Severity[] } & WrongFor;

type WrongFor =
	/** No person is paged: the admins are, or a webhook alone. */
	| { kind: "nobody" }
	/** It reaches neither a person nor a webhook, and is skipped. */
	| { kind: "level_empty"; level: number }
	/** It needs two people and reaches one: that one is enough once its time is over. */
	| { kind: "needs_two"; level: number }
	/** Pages reach one person alone. */
	| { kind: "one_person"; userId: string }
	| { kind: "slow_second_person"; afterSeconds: number };

export type PolicyFinding =
	| (WrongThen & Times)
	/** Nobody is on call there in all the time that is looked at. */
	| { kind: "empty_schedule"; scheduleId: string }
	| { kind: "unreachable_person"; userId: string }
	/** Somebody who has a way to be paged, and none that a receipt or a code has ever proven. */
	| { kind: "unproven_person"; userId: string };

/** Of the policy, saved or not, its levels are all that matters. */
type Levels = Pick<EscalationPolicy, "levels">;

/**
 * Says of any policy what is wrong with it in the eight weeks from `now` on, the worst first; nothing: all is well. Whom a
 * severity adds to level 1 is left aside: the policy alone must hold. At each instant all levels that apply are looked at,
 * as the schedules are then, for each severity that pages. A schedule that several policies name is worked out once.
 */
export function policyFinder(facts: FindingFacts, now: Instant): (policy: Levels) => PolicyFinding[] {
	const known = new Map<string, Shift[]>();
	return (policy) => findingsOf(policy, facts, shiftsOf(policy, facts.schedules, now, known), now);
}

function findingsOf(policy: Levels, facts: FindingFacts, shifts: Shifts, now: Instant): PolicyFinding[] {
	const reachable = new Set(facts.people.filter(canBePaged).map(({ id }) => id));
	const inTime = stretchesOf(policy, shifts, now).flatMap((stretch) => {
		const levels = policy.levels.map((level, index) => ({
			...level,
			place: index + 1,
			people: peopleThen(level, facts, shifts, stretch.fromAt).filter((id) => reachable.has(id)),
		}));
		return wrongForAny(levels, facts.severities, stretch.fromAt).map((what) => ({ what, stretch }));
	});
	return [...timesOf(inTime), ...emptySchedules(shifts), ...unpaged(policy, facts, shifts)].sort(
		(a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
	);
}

const ORDER: PolicyFinding["kind"][] = [
	"nobody",
	"one_person",
	"empty_schedule",
	"level_empty",
	"needs_two",
	"unreachable_person",
	"slow_second_person",
	"unproven_person",
];

const isUsable = ({ kind, state }: SeenMethod): boolean => state === "active" && traitsOf(kind) !== null;

const canBePaged = ({ methods }: { methods: SeenMethod[] }): boolean => methods.some(isUsable);

/** A page has arrived there, or a code that was sent there came back. */
const isProven = (method: SeenMethod): boolean =>
	isUsable(method) && (method.lastReceiptAt !== null || traitsOf(method.kind)?.verification === "code");

type Shifts = ReadonlyMap<string, Shift[]>;

function shiftsOf(policy: Levels, schedules: Schedule[], now: Instant, known: Map<string, Shift[]>): Shifts {
	const named = new Set(
		policy.levels.flatMap(({ targets }) =>
			targets.flatMap(({ kind, id }) => (kind === "schedule" ? id : [])),
		),
	);
	return new Map(
		schedules
			.filter(({ id }) => named.has(id))
			.map((schedule) => {
				const own = known.get(schedule.id) ?? shiftsBetween(schedule, now, now + FINDINGS_AHEAD_MS);
				known.set(schedule.id, own);
				return [schedule.id, own];
			}),
	);
}

/** The time ahead, cut wherever who is on call changes, or the hours of a level begin or end. */
function stretchesOf({ levels }: Levels, shifts: Shifts, now: Instant): Stretch[] {
	const opening = levels.flatMap(({ when }) =>
		when?.hours ? edgesOf(when.hours, now, now + FINDINGS_AHEAD_MS) : [],
	);
	const edges = new Set([now, ...opening, ...[...shifts.values()].flat().map(({ startsAt }) => startsAt)]);
	const sorted = [...edges].sort((a, b) => a - b);
	return sorted.map((fromAt, i) => ({ fromAt, untilAt: sorted[i + 1] ?? now + FINDINGS_AHEAD_MS }));
}

/** Whom a level means at this instant, each once. */
function peopleThen({ targets }: Level, facts: FindingFacts, shifts: Shifts, at: Instant): string[] {
	return [...new Set(targets.flatMap((target) => meant(target, facts, shifts, at)))];
}

function meant({ kind, id }: Target, facts: FindingFacts, shifts: Shifts, at: Instant): string[] {
	switch (kind) {
		case "user":
			return [id];
		case "team":
			return facts.teams.find((team) => team.id === id)?.memberIds ?? [];
		case "schedule": {
			const userId = shiftAt(shifts.get(id) ?? [], at)?.userId ?? null;
			return userId === null ? [] : [userId];
		}
		case "webhook":
			return [];
	}
}

/** By halves: a schedule by the hour has more than a thousand shifts ahead. */
function shiftAt(shifts: Shift[], at: Instant): Shift | undefined {
	let [low, high] = [0, shifts.length];
	while (low + 1 < high) {
		const middle = (low + high) >> 1;
		if ((shifts[middle]?.startsAt ?? at) <= at) low = middle;
		else high = middle;
	}
	return shifts[low];
}

type LevelNow = Level & { place: number; people: string[] };

/** What is wrong for one severity and not for another names those for which it is. */
function wrongForAny(levels: LevelNow[], severities: Severity[], at: Instant): WrongThen[] {
	const found = severities.map((severity) => ({
		severity,
		wrong: wrongWith(levels.filter((level) => applies(level, severity, at))),
	}));
	const each = found.flatMap(({ severity, wrong }) => wrong.map((what) => ({ severity, what })));
	return [...Map.groupBy(each, ({ what }) => JSON.stringify(what)).values()].flatMap((group) => {
		const own = group.map(({ severity }) => severity);
		const [first] = group;
		if (first === undefined) return [];
		return own.length === severities.length ? first.what : { ...first.what, severities: own };
	});
}

/** At one instant: `people` are those of the level whom a page can reach. A level that reaches nobody takes no time. */
function wrongWith(levels: LevelNow[]): WrongFor[] {
	const paged = new Set<string>();
	let afterSeconds = 0;
	let firstAfter: number | null = null;
	let secondAfter: number | null = null;
	const wrong: WrongFor[] = [];
	for (const { place, targets, people, escalateAfterSeconds, needsAcknowledgements = 1 } of levels) {
		for (const id of people) paged.add(id);
		if (paged.size > 0) firstAfter ??= afterSeconds;
		if (paged.size > 1) secondAfter ??= afterSeconds;
		const isEmpty = people.length === 0 && !targets.some(({ kind }) => kind === "webhook");
		if (isEmpty) wrong.push({ kind: "level_empty", level: place });
		else afterSeconds += escalateAfterSeconds;
		if (!isEmpty && people.length < needsAcknowledgements) wrong.push({ kind: "needs_two", level: place });
	}
	const [only] = paged;
	if (only === undefined || firstAfter === null) return [{ kind: "nobody" }];
	if (secondAfter === null) return [{ kind: "one_person", userId: only }, ...wrong];
	const late = secondAfter - firstAfter;
	if (late <= SECOND_PERSON_WITHIN_SECONDS) return wrong;
	return [{ kind: "slow_second_person", afterSeconds: late }, ...wrong];
}

/** Each once, with the first time that it is so; stretches that touch are one. */
function timesOf(found: { what: WrongThen; stretch: Stretch }[]): (WrongThen & Times)[] {
	const groups = Map.groupBy(found, ({ what }) => JSON.stringify(what));
	return [...groups.values()].flatMap((group) => {
		const [first] = group;
		const joined: Stretch[] = [];
		for (const { stretch } of group) {
			const last = joined.at(-1);
			if (last?.untilAt === stretch.fromAt) last.untilAt = stretch.untilAt;
			else joined.push({ ...stretch });
		}
		return first && joined[0] ? [{ ...first.what, ...joined[0], times: joined.length }] : [];
	});
}

function emptySchedules(shifts: Shifts): PolicyFinding[] {
	return [...shifts]
		.filter(([, own]) => own.every(({ userId }) => userId === null))
		.map(([scheduleId]) => ({ kind: "empty_schedule", scheduleId }));
}

/** Of everybody whom the policy names, and who is on call in the time ahead. */
function unpaged(policy: Levels, facts: FindingFacts, shifts: Shifts): PolicyFinding[] {
	const onCall = [...shifts.values()].flat().flatMap(({ userId }) => userId ?? []);
	const named = policy.levels.flatMap((level) => peopleThen(level, facts, new Map(), 0));
	const ids = new Set([...named, ...onCall]);
	return facts.people
		.filter(({ id }) => ids.has(id))
		.flatMap(({ id, methods }): PolicyFinding[] => {
			if (!canBePaged({ methods })) return [{ kind: "unreachable_person", userId: id }];
			return methods.some(isProven) ? [] : [{ kind: "unproven_person", userId: id }];
		});
}

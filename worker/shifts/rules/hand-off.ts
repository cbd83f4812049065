/** Who begins a shift, and where nobody will be on call: read from the same arithmetic that pages. */
import { onCallAt, shiftsBetween } from "../../oncall/rules/rotation.ts";
import type { Schedule, Shift } from "../../oncall/rules/schedule.ts";
import { days, hours, type Instant, minutes } from "../../platform/rules/time.ts";
import { instantOnClocks, spanOnClocks } from "./span-on-clocks.ts";

/** `began` is confirmed by a device; without that, its person is told by other methods, `unconfirmed`, and others `silent`. */
export const SHIFT_NEWS = ["began", "unreachable", "gap", "unconfirmed", "silent"] as const;
export type ShiftNews = (typeof SHIFT_NEWS)[number];

/** A tick may be missed: a shift that began within this time is still told. */
const TOLD_WITHIN_MS = minutes(30);
/** So long a device has to say that the word arrived. */
export const CONFIRMED_WITHIN_MS = minutes(30);
const AHEAD_MS = days(56);
const WEEK_MS = days(7);
/** Neighbouring stretches of one person, where an override joins a rotation. */
const MOST_STRETCHES = 20;

/** A stretch in which one person is on call. */
export interface OwnShift extends Shift {
	userId: string;
}

/** The shift that began within the last half hour with somebody new; null where nobody took over. */
export function begunShift(schedule: Schedule, now: Instant): OwnShift | null {
	const shift = ownShiftAt(schedule, now);
	if (shift === null || shift.startsAt <= now - TOLD_WITHIN_MS) return null;
	return onCallAt(schedule, shift.startsAt - 1).userId === shift.userId ? null : shift;
}

/** The shift at an instant with the end of the person's whole time, whatever it is made of; null in a gap. */
export function ownShiftAt(schedule: Schedule, at: Instant): OwnShift | null {
	const shift = onCallAt(schedule, at);
	const { userId } = shift;
	if (userId === null) return null;
	let { endsAt } = shift;
	for (let n = 0; n < MOST_STRETCHES; n++) {
		const next = onCallAt(schedule, endsAt);
		if (next.userId !== userId || next.endsAt <= endsAt) break;
		endsAt = next.endsAt;
	}
	return { ...shift, userId, endsAt };
}

/**
 * The first time of the next eight weeks in which nobody is on call, though somebody was a week before at the same time:
 * hours that a schedule never covers are left out. One that runs already is none.
 */
export function gapAhead(schedule: Schedule, now: Instant): Shift | null {
	// Not at its very start, which a change of the clocks moves against the week before.
	const within = ({ startsAt, endsAt }: Shift) => startsAt + Math.min((endsAt - startsAt) / 2, hours(12));
	const isUnusual = (gap: Shift) => onCallAt(schedule, within(gap) - WEEK_MS).userId !== null;
	const all = shiftsBetween(schedule, now, now + AHEAD_MS);
	return all.find((shift) => shift.userId === null && shift.startsAt > now && isUnusual(shift)) ?? null;
}

export interface ShiftWords {
	what: ShiftNews;
	/** Who is on call; empty in a gap. */
	name: string;
	scheduleName: string;
	startsAt: Instant;
	endsAt: Instant;
	/** On whose clocks it is told. */
	timeZone: string;
	now: Instant;
}

/** What a phone shows. */
export function shiftWords(about: ShiftWords): { title: string; body: string } {
	const { what, name, scheduleName, startsAt, endsAt, timeZone, now } = about;
	const until = instantOnClocks(endsAt, timeZone);
	switch (what) {
		case "began":
			return { title: `You’re on call until ${until}`, body: scheduleName };
		case "unreachable":
			return {
				title: `${name} is on call and can’t be paged`,
				body: `${scheduleName}, until ${until}: no contact method of theirs works.`,
			};
		case "unconfirmed":
			return {
				title: `You’re on call until ${until}`,
				body: `${scheduleName}. Your phone didn’t confirm it. Open Tocsin to check that pages reach you.`,
			};
		case "silent":
			return {
				title: `${name} is on call and can’t be reached`,
				body: `${scheduleName}, until ${until}: their phone didn’t confirm the start of the shift.`,
			};
		case "gap":
			return {
				title: `${scheduleName}: no one is on call ${aheadWords(startsAt - now)}`,
				body: spanOnClocks(startsAt, endsAt, timeZone),
			};
	}
}

/** "in 3 weeks", "in 2 days", "soon". */
function aheadWords(ms: number): string {
	const counted = (n: number, one: string) => `in ${n} ${one}${n === 1 ? "" : "s"}`;
	if (ms >= 2 * WEEK_MS) return counted(Math.floor(ms / WEEK_MS), "week");
	if (ms >= days(1)) return counted(Math.floor(ms / days(1)), "day");
	return ms >= hours(1) ? counted(Math.floor(ms / hours(1)), "hour") : "soon";
}

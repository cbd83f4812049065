/** Whether a push still reaches the people who are called at night, asked by day. */
import { days, type Instant } from "../../platform/rules/time.ts";
import { hourOfWeek, type WeekHour, type WeekInstant } from "../../platform/rules/weekly.ts";

/** `ask` is the first word of a week's check-in, `remind` the second and last. */
export const CHECK_IN_STEPS = ["ask", "remind"] as const;
export type CheckInStep = (typeof CHECK_IN_STEPS)[number];

export const DEFAULT_CHECK_IN: WeekHour = { weekday: 1, hour: 10 };
/** Without an answer for so long a person is reminded, and shown as not checked in. */
export const ANSWER_WITHIN_MS = days(1);

/**
 * The check-in of this week, where it is to be written down now; null before its hour, a day after it, and for somebody
 * who came after it.
 */
export function dueCheckIn(
	when: WeekHour,
	person: { timeZone: string; createdAt: Instant },
	now: Instant,
): WeekInstant | null {
	const due = hourOfWeek(when, person.timeZone, now);
	const isNow = now >= due.at && now < due.at + ANSWER_WITHIN_MS;
	return isNow && person.createdAt < due.at ? due : null;
}

export type CheckInState = "answered" | "waiting" | "missed";

/** How a check-in stands. An answer counts however late it came. */
export function checkInState(
	{ dueAt, answeredAt }: { dueAt: Instant; answeredAt: Instant | null },
	now: Instant,
): CheckInState {
	if (answeredAt !== null) return "answered";
	return now < dueAt + ANSWER_WITHIN_MS ? "waiting" : "missed";
}

/** What a phone shows. */
export function checkInWords(step: CheckInStep): { title: string; body: string } {
	return step === "ask"
		? { title: "Weekly check-in", body: "Tap to show that pages reach you. No one is paged." }
		: {
				title: "You haven’t checked in",
				body: "Tap to show that pages reach you. Until then, your team’s admins see “Not checked in”.",
			};
}

/** Which check-in a token is about. A shift's counts once it arrived, a week's once it was answered. */
export type CheckInAbout = { kind: "week"; week: string } | ShiftStart;

export interface ShiftStart {
	kind: "shift";
	scheduleId: string;
	startsAt: Instant;
}

export const aboutText = (about: CheckInAbout): string =>
	about.kind === "week" ? `week.${about.week}` : `shift.${about.scheduleId}.${about.startsAt}`;

/** Null for a text that this deployment never wrote. */
export function readAbout(text: string): CheckInAbout | null {
	const [kind, first = "", second] = text.split(".");
	if (kind === "week") return { kind, week: first };
	return kind === "shift" ? { kind, scheduleId: first, startsAt: Number(second) } : null;
}

import { hours, type Instant } from "../../platform/rules/time.ts";
import { readingAt } from "../../platform/rules/wall-clock.ts";
import { moment } from "./words.ts";

export const REMINDER_KINDS = ["due_soon", "overdue"] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

const BEFORE_MS = hours(24);

/**
 * What is to be told of a deadline by now; null when nothing is. The word before it comes a day ahead, or halfway when
 * there was less than two days. What had passed before the thing was there (`since`) is not told afterwards.
 */
export function reminderDue(deadlineAt: Instant, since: Instant, now: Instant): ReminderKind | null {
	if (deadlineAt <= since) return null;
	if (now >= deadlineAt) return "overdue";
	return now >= soonAt(deadlineAt, since) ? "due_soon" : null;
}

function soonAt(deadlineAt: Instant, since: Instant): Instant {
	return deadlineAt - Math.min(BEFORE_MS, (deadlineAt - since) / 2);
}

/** From here on `reminderDue` may have something to tell of a deadline. */
export const latestDeadline = (now: Instant): Instant => now + BEFORE_MS;

export interface ReminderSubject {
	kind: ReminderKind;
	/** "Review of #14 · Checkout", "Action item". */
	about: string;
	/** What the thing says of itself. */
	text: string;
}

/** The words on the phone: first what is the matter, then of what. */
export function reminderWords({ kind, about, text }: ReminderSubject): { title: string; body: string } {
	return { title: `${about} is ${kind === "overdue" ? "overdue" : "due soon"}`, body: text };
}

/** "due Dec 12, 2026, 23:59", on the clocks of whoever reads it. */
export function deadlineWords(deadlineAt: Instant, timeZone: string): string {
	return `due ${moment(readingAt(timeZone, deadlineAt)).replace(/:\d\d UTC$/, "")}`;
}

import type { ShapeName } from "../../parts/shape.tsx";
import type { Maintenance } from "../../state/wire.ts";
import { ms, timeOfDay, whenWords } from "../../state/words.ts";

export const STATE_WORDS: Record<Maintenance["state"], string> = {
	scheduled: "Scheduled",
	in_progress: "In progress",
	verifying: "Verifying",
	completed: "Completed",
};

export const STATE_SHAPES: Record<Maintenance["state"], ShapeName> = {
	scheduled: "unknown",
	in_progress: "paused",
	verifying: "degraded",
	completed: "well",
};

/** Its state at `now`, as the server would say it: the list may have been read a while ago. */
export function stateNow(
	{ startsAt, workEndsAt, endsAt }: Pick<Maintenance, "startsAt" | "workEndsAt" | "endsAt">,
	now: number,
): Maintenance["state"] {
	if (now >= ms(endsAt)) return "completed";
	if (now < ms(startsAt)) return "scheduled";
	return now < ms(workEndsAt) ? "in_progress" : "verifying";
}

/** What goes on first, then what is ahead, the nearest first, then what is over, the last first. */
export function inOrder(items: Maintenance[], now: number): Maintenance[] {
	const rank = { in_progress: 0, verifying: 0, scheduled: 1, completed: 2 } as const;
	const place = (one: Maintenance) => rank[stateNow(one, now)];
	const time = (one: Maintenance) => (place(one) === 2 ? -ms(one.endsAt) : ms(one.startsAt));
	return items.toSorted((a, b) => place(a) - place(b) || time(a) - time(b));
}

/** "Monday 02:00 to 04:00", with the day of the end when it is another. */
export function timesWords(
	{ startsAt, endsAt }: Pick<Maintenance, "startsAt" | "endsAt">,
	now: number,
): string {
	const isSameDay = new Date(startsAt).toDateString() === new Date(endsAt).toDateString();
	return `${whenWords(startsAt, now)} to ${isSameDay ? timeOfDay(endsAt) : whenWords(endsAt, now)}`;
}

export const REPEATS = ["never", "day", "week", "month", "own"] as const;
export type Repeat = (typeof REPEATS)[number];

/** The five fields of cron that repeat a start, on the clock of this device. */
export function cronOf(repeat: "day" | "week" | "month", startsAt: Date): string {
	const time = `${startsAt.getMinutes()} ${startsAt.getHours()}`;
	if (repeat === "day") return `${time} * * *`;
	return repeat === "week" ? `${time} * * ${startsAt.getDay()}` : `${time} ${startsAt.getDate()} * *`;
}

/** Which of the usual ones it is. `own`: another rule, which was sent by the API. */
export function repeatOf(cron: string | undefined): Repeat {
	if (cron === undefined) return "never";
	if (/^\d+ \d+ \* \* \*$/.test(cron)) return "day";
	if (/^\d+ \d+ \* \* \d$/.test(cron)) return "week";
	return /^\d+ \d+ \d+ \* \*$/.test(cron) ? "month" : "own";
}

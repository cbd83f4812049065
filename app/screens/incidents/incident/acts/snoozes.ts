/** For how long an incident can be snoozed. */
const MINUTE_MS = 60_000;
const MORNING_HOUR = 9;
/** A morning that is nearer than this is no night's sleep. */
const SHORTEST_NIGHT_MS = 60 * MINUTE_MS;

export const SNOOZES = [
	{ value: "15", name: "15 min" },
	{ value: "30", name: "30 min" },
	{ value: "60", name: "1 h" },
	{ value: "morning", name: "Until 09:00" },
] as const;
export type Snooze = (typeof SNOOZES)[number]["value"];

/** When it ends: the next 09:00 where the reader is that is at least an hour away, or so many minutes from now. */
export function snoozedUntil(snooze: Snooze, now: number): number {
	if (snooze !== "morning") return now + Number(snooze) * MINUTE_MS;
	const morning = new Date(now);
	morning.setHours(MORNING_HOUR, 0, 0, 0);
	if (morning.getTime() - now < SHORTEST_NIGHT_MS) morning.setDate(morning.getDate() + 1);
	return morning.getTime();
}

/** Whole seconds, at least one, as the API takes them. */
export const secondsUntil = (until: number, now: number): number =>
	Math.max(1, Math.round((until - now) / 1_000));

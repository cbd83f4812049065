/** For how long a monitor may be paused. */
const HOUR_MS = 3_600_000;
const MORNING = 9;

export type PauseLength = "1 h" | "4 h" | "24 h" | "morning" | "open";

/** A pause that ends by itself comes first: one that nobody ends is how an outage goes unnoticed. */
export const PAUSES: { value: PauseLength; name: string }[] = [
	{ value: "1 h", name: "1 hour" },
	{ value: "4 h", name: "4 hours" },
	{ value: "24 h", name: "24 hours" },
	{ value: "morning", name: "Until 09:00" },
	{ value: "open", name: "Until someone resumes it" },
];

/** When it ends, in the reader's zone; null when it does not end by itself. */
export function pauseEnds(length: PauseLength, now: number): number | null {
	if (length === "open") return null;
	if (length !== "morning") return now + Number.parseInt(length, 10) * HOUR_MS;
	const morning = new Date(now);
	morning.setHours(MORNING, 0, 0, 0);
	if (morning.getTime() <= now) morning.setDate(morning.getDate() + 1);
	return morning.getTime();
}

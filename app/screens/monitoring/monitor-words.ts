import { ms, whenWords } from "../../state/words.ts";

const LONGEST_SHARE_MS = 90 * 86_400_000;

/** "Measured since 02:35": what a share is of, while the monitor is younger than the longest span. */
export function measuredWords(createdAt: string, now: number): string | null {
	return now - ms(createdAt) < LONGEST_SHARE_MS ? `Measured since ${whenWords(createdAt, now)}.` : null;
}

const EVERY: [number, string][] = [
	[10, "10 seconds"],
	[30, "30 seconds"],
	[60, "Minute"],
	[300, "5 minutes"],
	[900, "15 minutes"],
	[3_600, "Hour"],
];

/** How often it can be checked, with the present value among them whatever it is. */
export function intervals(presentSeconds: number): { value: string; name: string }[] {
	const known = EVERY.some(([seconds]) => seconds === presentSeconds);
	const all: [number, string][] = known ? EVERY : [...EVERY, [presentSeconds, `${presentSeconds} seconds`]];
	return all
		.sort(([a], [b]) => a - b)
		.map(([seconds, name]) => ({ value: String(seconds), name: `Every ${name.toLowerCase()}` }));
}

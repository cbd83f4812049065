/** What the draft proposes to do, and when it could be due. */
const DAY_MS = 86_400_000;
const LONGEST = 500;

export const DUE_OFFERS = [
	{ days: 7, name: "In 1 week" },
	{ days: 14, name: "In 2 weeks" },
	{ days: 28, name: "In 4 weeks" },
];

/** "2026-12-12", so many days from now where the reader is. */
export function dateIn(days: number, now: number): string {
	const at = new Date(now + days * DAY_MS);
	return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The items of the section's list that nobody has taken up yet, word for word. */
export function proposalsIn(text: string, taken: string[]): string[] {
	const lines = text.split("\n").flatMap((line) => {
		const item = /^\s*[-*]\s+(?:\[[ x]\]\s+)?(.+?)\s*$/.exec(line)?.[1];
		return item === undefined ? [] : [item.slice(0, LONGEST)];
	});
	return [...new Set(lines)].filter((line) => !taken.includes(line));
}

/** When an action item could be due. */
const DAY_MS = 86_400_000;

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

import type { Instant } from "../../platform/rules/time.ts";

/** "2026-11": the UTC month that `at` lies in. */
export function monthOf(at: Instant): string {
	return new Date(at).toISOString().slice(0, 7);
}

/** From (inclusive) to (exclusive); null for text that is no month from 2000 to 2199. */
export function monthRange(month: string): { from: Instant; to: Instant } | null {
	const parts = /^(2[01]\d\d)-(0[1-9]|1[0-2])$/.exec(month);
	if (!parts) return null;
	const year = Number(parts[1]);
	const index = Number(parts[2]) - 1;
	return { from: Date.UTC(year, index, 1), to: Date.UTC(year, index + 1, 1) };
}

/** The month `by` months later (earlier when negative). */
export function monthPlus(month: string, by: number): string {
	const range = monthRange(month);
	if (!range) return month;
	const begin = new Date(range.from);
	return monthOf(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + by, 1));
}

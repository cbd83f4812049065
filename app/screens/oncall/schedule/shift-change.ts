/** What of a shift is to be changed, as an override. */

import type { Override, Shift } from "../../../state/wire.ts";
import { ms } from "../../../state/words.ts";

export type Change = Pick<Override, "startsAt" | "endsAt" | "userId"> &
	Partial<Pick<Override, "replacesUserId">>;
export type Span = "whole" | "part";
type Turn = Pick<Shift, "startsAt" | "endsAt">;

/** What a field for date and time holds: "2026-11-30T09:00", where the reader is. */
export function fieldOf(at: number): string {
	const there = new Date(at);
	return new Date(at - there.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/**
 * The override that gives this shift, or `part` of it as the fields have it, to somebody (null: nobody). What is past
 * stays as it was. Null where no time is left: an end before its start, or a part outside the shift.
 */
export function changeOf(
	shift: Turn,
	userId: string | null,
	part: { from: string; to: string } | null,
	now: number,
): Change | null {
	const [from, to] = part
		? [Date.parse(part.from), Date.parse(part.to)]
		: [ms(shift.startsAt), ms(shift.endsAt)];
	const startsAt = Math.max(now, ms(shift.startsAt), from);
	const endsAt = Math.min(ms(shift.endsAt), to);
	if (!(startsAt < endsAt)) return null;
	return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString(), userId };
}

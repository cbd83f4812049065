import type { Override } from "../../oncall/rules/schedule.ts";

export type GivenOverride = Pick<Override, "startsAt" | "endsAt" | "userId" | "replacesUserId">;

interface Changes<Known, Given> {
	remove: Known[];
	create: Given[];
	kept: number;
}

/**
 * How the overrides of a schedule become those of a file. Of two that overlap the later created wins, so their order
 * counts: what the file has behind a new one is made anew. Of what has ended by `now` nothing is said.
 */
export function overrideChanges<Known extends GivenOverride, Given extends GivenOverride>(
	known: readonly Known[],
	given: readonly Given[],
	now: number,
): Changes<Known, Given> {
	const there = known.filter(({ endsAt }) => endsAt > now);
	const wanted = given.filter(({ endsAt }) => endsAt > now);
	const kept = new Set<Known>();
	let from = 0;
	for (const one of wanted) {
		const at = there.findIndex((other, i) => i >= from && isSame(one, other));
		const found = there[at];
		if (!found) break;
		kept.add(found);
		from = at + 1;
	}
	return {
		remove: there.filter((one) => !kept.has(one)),
		create: wanted.slice(kept.size),
		kept: kept.size,
	};
}

const isSame = (a: GivenOverride, b: GivenOverride): boolean =>
	a.startsAt === b.startsAt &&
	a.endsAt === b.endsAt &&
	a.userId === b.userId &&
	a.replacesUserId === b.replacesUserId;

/** Who of a layer takes turns when: some only from a time on, or until one. */
import { type Reading, readingOf } from "../../platform/rules/wall-clock.ts";
import type { Layer, Membership } from "./schedule.ts";

/** Those who take turns at a reading of the clock, in order, and the readings around it within which that stays so. */
export interface Crew {
	userIds: string[];
	since: Reading;
	until: Reading;
}

/** The crew at a reading. Without memberships it is everybody, for ever. */
export function crewAt({ userIds, memberships = [] }: Layer, reading: Reading): Crew {
	const crew = { userIds, since: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
	const away = new Set<string>();
	for (const membership of memberships) {
		const { from, until } = termOf(membership);
		if (reading < from || reading >= until) away.add(membership.userId);
		for (const edge of [from, until]) {
			if (edge <= reading) crew.since = Math.max(crew.since, edge);
			else crew.until = Math.min(crew.until, edge);
		}
	}
	return away.size === 0 ? crew : { ...crew, userIds: userIds.filter((id) => !away.has(id)) };
}

/** The reading from which on this person takes no turns any more; endless where there is none. */
export function leavesAt({ memberships = [] }: Layer, userId: string): Reading {
	return termOf(memberships.find((one) => one.userId === userId)).until;
}

/**
 * Whose turn `turn` of a crew is, whenever they came: the rotation counts as if all who are there now had been there from
 * the beginning of the layer. Null where nobody is there.
 */
export function personOf({ userIds }: Crew, turn: number): string | null {
	return userIds[turn % userIds.length] ?? null;
}

/** A time that is missing or cannot be read bounds nothing. */
function termOf(membership: Membership | undefined): { from: Reading; until: Reading } {
	const [from, until] = [readingOf(membership?.from ?? ""), readingOf(membership?.until ?? "")];
	return {
		from: Number.isNaN(from) ? Number.NEGATIVE_INFINITY : from,
		until: Number.isNaN(until) ? Number.POSITIVE_INFINITY : until,
	};
}

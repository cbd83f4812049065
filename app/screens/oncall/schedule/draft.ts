/** A schedule as its form has it, and what of it goes to the server. */
import type { Schedule } from "../../../state/wire.ts";

export type LayerDraft = Schedule["layers"][number];
export type Membership = NonNullable<LayerDraft["memberships"]>[number];

export interface ScheduleDraft {
	name: string;
	timeZone: string;
	teamId: string | null;
	layers: LayerDraft[];
}

export interface Length {
	value: string;
	name: string;
}

/** What most rotations have; any other is asked for by number and unit. */
export const LENGTHS: readonly Length[] = [
	{ value: "12 hour", name: "12 hours" },
	{ value: "1 day", name: "1 day" },
	{ value: "1 week", name: "1 week" },
	{ value: "2 week", name: "2 weeks" },
	{ value: "1 month", name: "1 month" },
];
export const CUSTOM = "custom";

export const lengthOf = ({ length, unit }: LayerDraft["rotation"]): string => `${length} ${unit}`;

/** The rotation with this length; null for one that is none. */
export function withLength(rotation: LayerDraft["rotation"], text: string): LayerDraft["rotation"] | null {
	const [count, unit] = text.split(" ");
	const length = Number(count);
	const isUnit = unit === "hour" || unit === "day" || unit === "week" || unit === "month";
	return isUnit && Number.isInteger(length) && length > 0 ? { ...rotation, length, unit } : null;
}

/** "2026-11-30T09:00": nine in the morning of the Monday at or before this reading of a clock. */
export function lastMonday(reading: Date): string {
	const midnight = Date.UTC(reading.getFullYear(), reading.getMonth(), reading.getDate());
	const sinceMonday = (reading.getDay() + 6) % 7;
	return new Date(midnight - sinceMonday * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 16);
}

/** A further layer, or the first: a week each, from the Monday of this week on, so that somebody is on call at once. */
export const newLayer = (name: string, userIds: string[], now: number): LayerDraft => ({
	name,
	userIds,
	rotation: { unit: "week", length: 1, startsAt: lastMonday(new Date(now)) },
	restrictions: [],
});

/** Who takes turns; the dates of somebody who no longer does go with them. */
export function withPeople(
	{ memberships }: Pick<LayerDraft, "memberships">,
	userIds: string[],
): Pick<LayerDraft, "userIds" | "memberships"> {
	return memberships
		? { userIds, memberships: memberships.filter(({ userId }) => userIds.includes(userId)) }
		: { userIds };
}

export const newSchedule = (meId: string | undefined, now: number): ScheduleDraft => ({
	name: "Primary",
	timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
	teamId: null,
	layers: [newLayer("Rotation", meId ? [meId] : [], now)],
});

export const draftOf = ({ name, timeZone, teamId, layers }: Schedule): ScheduleDraft => ({
	...{ name, timeZone, teamId, layers },
});

/** With the one at `place` moved by one; the same list where there is nothing to move it past. */
export function moved<Item>(list: readonly Item[], place: number, by: 1 | -1): Item[] {
	const next = [...list];
	const [one] = next.splice(place, 1);
	if (one !== undefined) next.splice(Math.max(0, place + by), 0, one);
	return next;
}

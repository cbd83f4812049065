import type { Instant } from "../../platform/rules/time.ts";
import { type ClockChange, clockChanges } from "../../platform/rules/wall-clock.ts";
import { NOBODY, shiftsBetween } from "./rotation.ts";
import type { Override, Schedule, Shift } from "./schedule.ts";

export interface ScheduleView {
	/** Each layer as if it stood alone, in the schedule's order. */
	layers: { name: string; shifts: Shift[] }[];
	/** Those that touch the range, by start, whether or not they have an effect. */
	overrides: Override[];
	/** What all of it comes to: the same shifts that are paged. */
	final: Shift[];
	/** The shifts of `final` that nobody has,, joined where they touch. */
	gaps: Shift[];
	clockChanges: ClockChange[];
}

/** How a schedule comes about in [from, to). Empty lists when `to` is not after `from`. */
export function scheduleView(schedule: Schedule, from: Instant, to: Instant): ScheduleView {
	const final = shiftsBetween(schedule, from, to);
	const alone = (layer: Schedule["layers"][number]) =>
		shiftsBetween({ ...schedule, layers: [layer], overrides: [] }, from, to);
	return {
		layers: schedule.layers.map((layer) => ({ name: layer.name, shifts: alone(layer) })),
		overrides: schedule.overrides
			.filter(({ startsAt, endsAt }) => startsAt < to && from < endsAt)
			.sort((a, b) => a.startsAt - b.startsAt || a.createdAt - b.createdAt),
		final,
		gaps: gapsOf(final),
		clockChanges: clockChanges(schedule.timeZone, from, to),
	};
}

/** The stretches that nobody has, joined where an override and a missing layer follow each other. */
export function gapsOf(final: readonly Shift[]): Shift[] {
	const gaps: Shift[] = [];
	for (const { startsAt, endsAt, userId } of final) {
		if (userId !== null) continue;
		const last = gaps.at(-1);
		if (last?.endsAt === startsAt) last.endsAt = endsAt;
		else gaps.push({ startsAt, endsAt, userId: null, source: NOBODY });
	}
	return gaps;
}

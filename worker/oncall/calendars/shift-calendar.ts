import ical from "ical-generator";
import type { Instant } from "../../platform/rules/time.ts";
import { visible } from "../../platform/rules/visible.ts";
import type { Shift } from "../rules/schedule.ts";

export interface ShiftCalendar {
	schedule: { id: string; name: string };
	/** In order, without overlap. Gaps are left out: a calendar shows who is on call. */
	shifts: Shift[];
	names: Map<string, string>;
	/** When it was made. */
	now: Instant;
}

/**
 * Shifts as iCalendar, in UTC, which every calendar shows in its reader's own zone. A shift keeps its `UID` for as long as
 * it starts at the same instant, so that a calendar moves nothing that did not move.
 */
export function shiftCalendar({ schedule, shifts, names, now }: ShiftCalendar): string {
	const calendar = ical({
		prodId: { company: "Tocsin", product: "Schedules", language: "EN" },
		name: visible(`On call: ${schedule.name}`),
		ttl: 3_600,
	});
	for (const { startsAt, endsAt, userId } of shifts) {
		if (userId === null) continue;
		calendar.createEvent({
			id: `${schedule.id}-${startsAt}@tocsin`,
			stamp: new Date(now),
			start: new Date(startsAt),
			end: new Date(endsAt),
			summary: visible(`${names.get(userId) ?? "Somebody who left"} is on call for ${schedule.name}`),
		});
	}
	return calendar.toString();
}

import ical, { ICalEventStatus } from "ical-generator";
import { visible } from "../platform/rules/visible.ts";
import { toldTitle } from "./rules/planned.ts";
import type { Source } from "./statuspage.ts";

/**
 * Maintenances as iCalendar, in UTC, which every calendar shows in its reader's own zone. One keeps its `UID` whatever
 * is changed of it, so that a calendar moves it and shows it once; one that is cancelled stays, and says so.
 */
export function maintenanceCalendar({ view, origin, pageName }: Source): string {
	const { active, upcoming, past } = view.planned;
	const calendar = ical({
		prodId: { company: "Tocsin", product: "Maintenance", language: "EN" },
		name: visible(`${pageName ?? "Status"}: maintenance`),
		ttl: 3_600,
	});
	for (const one of [...active, ...upcoming, ...past]) {
		const affected = one.componentNames.length === 0 ? "" : `Affects: ${one.componentNames.join(", ")}`;
		calendar.createEvent({
			id: `${one.id}@tocsin`,
			stamp: new Date(one.updatedAt),
			start: new Date(one.startsAt),
			end: new Date(one.endsAt),
			summary: visible(toldTitle(one)),
			description: visible([one.description, affected].filter((text) => text !== "").join("\n\n")),
			url: `${origin}/maintenances/${one.id}`,
			sequence: one.version - 1,
			status: one.state === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
		});
	}
	return calendar.toString();
}

import { eq, type SQL } from "drizzle-orm";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { calendars } from "./tables.ts";

export type CalendarRow = typeof calendars.$inferSelect;

export const calendarRows = repository("calendar", calendars, {
	under: { kind: "schedule", column: calendars.scheduleId },
});

/** Those of a schedule. Uses schedule_calendars_by_schedule. */
export const calendarsOf = (scheduleId: string): SQL => eq(calendars.scheduleId, scheduleId);

/** The schedule whose address has a token with this hash; null for any other. Uses schedule_calendars_by_token. */
export async function scheduleOfCalendar(d1: D1Database, tokenHash: string): Promise<string | null> {
	const [row] = await open(d1)
		.select({ scheduleId: calendars.scheduleId })
		.from(calendars)
		.where(eq(calendars.tokenHash, tokenHash))
		.limit(1);
	return row?.scheduleId ?? null;
}

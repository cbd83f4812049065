import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Layer } from "../../worker/oncall/rules/schedule.ts";
import { json, stored } from "../platform/tables.ts";

export const schedules = sqliteTable("schedules", {
	...stored(),
	name: text("name").notNull(),
	timeZone: text("time_zone").notNull(),
	layers: json<Layer[]>("layers").notNull(),
	teamId: text("team_id"),
});

export const overrides = sqliteTable(
	"overrides",
	{
		...stored(),
		scheduleId: text("schedule_id")
			.notNull()
			.references(() => schedules.id, { onDelete: "cascade" }),
		startsAt: integer("starts_at").notNull(),
		endsAt: integer("ends_at").notNull(),
		userId: text("user_id"),
		replacesUserId: text("replaces_user_id"),
	},
	(table) => [index("overrides_by_schedule").on(table.scheduleId, table.endsAt)],
);

/** Secret addresses under which a schedule is read as a calendar. */
export const calendars = sqliteTable(
	"schedule_calendars",
	{
		...stored(),
		scheduleId: text("schedule_id")
			.notNull()
			.references(() => schedules.id, { onDelete: "cascade" }),
		/** Sealed, since whoever may make the address may also ask for it again. */
		token: text("token").notNull(),
		tokenHash: text("token_hash").notNull(),
	},
	(table) => [
		index("schedule_calendars_by_schedule").on(table.scheduleId),
		index("schedule_calendars_by_token").on(table.tokenHash),
	],
);

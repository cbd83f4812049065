import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Layer } from "../../worker/oncall/rules/schedule.ts";
import { json, stored } from "../platform/tables.ts";

export const schedules = sqliteTable("schedules", {
	...stored(),
	name: text("name").notNull(),
	timeZone: text("time_zone").notNull(),
	layers: json<Layer[]>("layers").notNull(),
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

import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "../people/tables.ts";
import { flag } from "../platform/tables.ts";

/** Only of people who changed something; the others have the default. */
export const digestSettings = sqliteTable("digest_settings", {
	userId: text("user_id")
		.primaryKey()
		.references(() => users.id, { onDelete: "cascade" }),
	wanted: flag("wanted").notNull(),
	weekday: integer("weekday").notNull(),
	hour: integer("hour").notNull(),
	/** Who changed nothing has version 1. */
	version: integer("version").notNull(),
});

/** One a person and week: the mark that it was noticed and the word that waits to be sent. */
export const digests = sqliteTable(
	"digests",
	{
		userId: text("user_id")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		/** The Monday of the week in which it is read, where the person is. */
		week: text("week").notNull(),
		dueAt: integer("due_at").notNull(),
		attempts: integer("attempts").notNull(),
		/** Nobody else sends it before. */
		claimedUntil: integer("claimed_until").notNull(),
		settledAt: integer("settled_at"),
		outcome: text("outcome"),
	},
	(table) => [
		primaryKey({ columns: [table.userId, table.week] }),
		index("digests_waiting").on(table.settledAt, table.claimedUntil),
	],
);

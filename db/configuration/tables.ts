import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** The name by which a file knows a thing, for as long as the thing is there. */
export const configurationKeys = sqliteTable(
	"configuration_keys",
	{ kind: text("kind").notNull(), key: text("key").notNull(), id: text("id").notNull() },
	(table) => [
		primaryKey({ columns: [table.kind, table.key] }),
		uniqueIndex("configuration_keys_by_id").on(table.id),
	],
);

/** Who writes a file into the instance now: one at a time, and whoever breaks off is over with the instant. */
export const configurationLease = sqliteTable(
	"configuration_lease",
	{
		id: integer("id").primaryKey(),
		holder: text("holder").notNull(),
		untilAt: integer("until_at").notNull(),
	},
	(table) => [check("configuration_lease_is_one_row", sql`${table.id} = 1`)],
);

import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { BusinessHours } from "../../worker/people/rules/person.ts";
import { repository } from "../platform/repository.ts";
import { json, stored } from "../platform/tables.ts";

export const teams = sqliteTable("teams", {
	...stored(),
	name: text("name").notNull(),
	memberIds: json<string[]>("member_ids").notNull(),
	businessHours: json<BusinessHours>("business_hours"),
});

export type TeamRow = typeof teams.$inferSelect;

export const teamRows = repository("team", teams);

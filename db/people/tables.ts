import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { BusinessHours, NotificationRules } from "../../worker/people/rules/person.ts";
import { ROLES } from "../../worker/platform/rules/caller.ts";
import { flag, json, stored } from "../platform/tables.ts";

export const users = sqliteTable("users", {
	...stored(),
	name: text("name").notNull(),
	email: text("email").notNull(),
	role: text("role", { enum: ROLES }).notNull(),
	timeZone: text("time_zone").notNull(),
	notificationRules: json<NotificationRules>("notification_rules"),
});

export const teams = sqliteTable("teams", {
	...stored(),
	name: text("name").notNull(),
	memberIds: json<string[]>("member_ids").notNull(),
	businessHours: json<BusinessHours>("business_hours"),
});

export const tokens = sqliteTable(
	"tokens",
	{
		...stored(),
		name: text("name").notNull(),
		role: text("role", { enum: ROLES }).notNull(),
		expiresAt: integer("expires_at"),
		/** SHA-256 (hex) of the whole token. */
		secretHash: text("secret_hash").notNull(),
	},
	(table) => [uniqueIndex("tokens_by_secret").on(table.secretHash)],
);

/** One row at most: what holds for the whole organisation, as changed. None: the defaults. */
export const settings = sqliteTable("settings", {
	...stored(),
	remediationsStopped: flag("remediations_stopped").notNull(),
});

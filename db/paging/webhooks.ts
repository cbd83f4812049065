import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { repository } from "../platform/repository.ts";
import { json, stored } from "../platform/tables.ts";

export const webhooks = sqliteTable("webhooks", {
	...stored(),
	name: text("name").notNull(),
	url: text("url").notNull(),
	events: json<string[]>("events").notNull(),
	/** Sealed with this row's id. */
	secret: text("secret").notNull(),
});

export type WebhookRow = typeof webhooks.$inferSelect;

export const webhookRows = repository("webhook", webhooks);

import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { WEBHOOK_STATES } from "../../worker/paging/rules/webhook-delivery.ts";
import { WEBHOOK_FORMATS } from "../../worker/paging/rules/webhook-formats.ts";
import { repository } from "../platform/repository.ts";
import { json, stored } from "../platform/tables.ts";

export const webhooks = sqliteTable("webhooks", {
	...stored(),
	name: text("name").notNull(),
	url: text("url").notNull(),
	events: json<string[]>("events").notNull(),
	/** How it is spoken to. */
	format: text("format", { enum: WEBHOOK_FORMATS }).notNull().default("tocsin"),
	/** Sealed with this row's id: what signs requests, or the key that the other tool gave. */
	secret: text("secret").notNull(),
	/** The secret before it, sealed the same way; requests carry its signature too until then. */
	previousSecret: text("previous_secret"),
	previousUntil: integer("previous_until"),
	/** Whether it is told of events. A level that names it is paged all the same. */
	state: text("state", { enum: WEBHOOK_STATES }).notNull().default("active"),
	stateReason: text("state_reason"),
	disabledAt: integer("disabled_at"),
	/** Requests in a row that were not accepted, since when, and when the next may leave. */
	failures: integer("failures").notNull().default(0),
	failingSince: integer("failing_since"),
	nextTryAt: integer("next_try_at").notNull().default(0),
});

export type WebhookRow = typeof webhooks.$inferSelect;

/** Nothing is known against its receiver. */
export const UNBLEMISHED = {
	state: "active",
	stateReason: null,
	disabledAt: null,
	failures: 0,
	failingSince: null,
	nextTryAt: 0,
} as const satisfies Partial<WebhookRow>;

export const webhookRows = repository("webhook", webhooks);

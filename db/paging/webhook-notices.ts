import { isNull } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { outbox } from "../platform/outbox.ts";
import { webhooks } from "./webhooks.ts";

/** That an admin is to be told that a webhook was turned off: the mark that it was noticed and the word that waits. */
export const webhookNotices = sqliteTable(
	"webhook_notices",
	{
		webhookId: text("webhook_id")
			.notNull()
			.references(() => webhooks.id, { onDelete: "cascade" }),
		userId: text("user_id").notNull(),
		disabledAt: integer("disabled_at").notNull(),
		attempts: integer("attempts").notNull(),
		/** Nobody else sends it before. */
		claimedUntil: integer("claimed_until").notNull(),
		settledAt: integer("settled_at"),
		outcome: text("outcome"),
	},
	(table) => [
		primaryKey({ columns: [table.webhookId, table.userId, table.disabledAt] }),
		index("webhook_notices_waiting").on(table.settledAt, table.claimedUntil),
	],
);

export type WebhookNoticeRow = typeof webhookNotices.$inferSelect;

/** Uses webhook_notices_waiting. */
export const webhookNoticeOutbox = outbox(webhookNotices, isNull(webhookNotices.settledAt), [
	"webhookId",
	"userId",
	"disabledAt",
]);

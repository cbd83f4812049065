import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { INTEGRATION_KINDS } from "../../worker/incidents/rules/alert.ts";
import { flag, json, stored } from "../platform/tables.ts";
import { services } from "../services/tables.ts";

export const integrations = sqliteTable(
	"integrations",
	{
		...stored(),
		serviceId: text("service_id")
			.notNull()
			.references(() => services.id, { onDelete: "cascade" }),
		kind: text("kind", { enum: INTEGRATION_KINDS }).notNull(),
		name: text("name").notNull(),
		/** SHA-256 (hex) of the key's secret; the key itself is shown once and kept nowhere. */
		keyHash: text("key_hash").notNull(),
		disabled: flag("disabled").notNull().default(false),
	},
	(table) => [index("integrations_by_service").on(table.serviceId)],
);

/** What another tool says it changed about a service: a deployment, a setting. Only the newest are kept. */
export const changeEvents = sqliteTable(
	"change_events",
	{
		id: text("id").primaryKey(),
		serviceId: text("service_id")
			.notNull()
			.references(() => services.id, { onDelete: "cascade" }),
		/** When it was changed, as its tool says. */
		at: integer("at").notNull(),
		summary: text("summary").notNull(),
		/** What changed it, and by which way in that was told. */
		source: text("source").notNull(),
		links: json<{ href: string; text: string }[]>("links").notNull(),
	},
	(table) => [index("change_events_by_service").on(table.serviceId, table.at)],
);

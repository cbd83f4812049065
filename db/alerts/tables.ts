import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { INTEGRATION_KINDS } from "../../worker/incidents/rules/alert.ts";
import { flag, stored } from "../platform/tables.ts";
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

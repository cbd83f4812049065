import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What visitors of the status page say: they are affected. Who they are is not known. */
export const reports = sqliteTable(
	"reports",
	{
		id: text("id").primaryKey(),
		/** Null: none of the components, or they could not say. */
		componentId: text("component_id"),
		at: integer("at").notNull(),
		message: text("message"),
		/** Of the network that it came from: what one network says counts once. */
		networkHash: text("network_hash").notNull(),
		/** The incident that they belong to. */
		incidentId: text("incident_id"),
		/** That incident is open for sure: its service has taken it. */
		declaredAt: integer("declared_at"),
	},
	(table) => [
		index("reports_by_component").on(table.componentId, table.at),
		index("reports_by_incident").on(table.incidentId).where(sql`incident_id IS NOT NULL`),
		index("reports_by_age").on(table.at),
	],
);

export type ReportRow = typeof reports.$inferSelect;

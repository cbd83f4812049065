import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Recurrence } from "../../worker/maintenance/rules/recurrence.ts";
import { json, stored } from "../platform/tables.ts";

export const maintenances = sqliteTable(
	"maintenances",
	{
		...stored(),
		title: text("title").notNull(),
		description: text("description").notNull(),
		componentIds: json<string[]>("component_ids").notNull(),
		monitorIds: json<string[]>("monitor_ids").notNull(),
		startsAt: integer("starts_at").notNull(),
		verifySeconds: integer("verify_seconds").notNull(),
		/** When somebody said that the work was over; null: by the plan. */
		verifyingAt: integer("verifying_at"),
		endsAt: integer("ends_at").notNull(),
		plannedStartsAt: integer("planned_starts_at").notNull(),
		plannedEndsAt: integer("planned_ends_at").notNull(),
		/** Of the last one of a series alone: whoever follows takes it over. */
		recurrence: json<Recurrence>("recurrence"),
	},
	(table) => [index("maintenances_by_end").on(table.endsAt)],
);

/** What the public is told of one that named components and was deleted before its end. */
export const cancelledMaintenances = sqliteTable(
	"cancelled_maintenances",
	{
		...stored(),
		title: text("title").notNull(),
		description: text("description").notNull(),
		componentIds: json<string[]>("component_ids").notNull(),
		startsAt: integer("starts_at").notNull(),
		verifySeconds: integer("verify_seconds").notNull(),
		verifyingAt: integer("verifying_at"),
		/** When work that had begun was called off; as planned for the others. */
		endsAt: integer("ends_at").notNull(),
		plannedStartsAt: integer("planned_starts_at").notNull(),
		plannedEndsAt: integer("planned_ends_at").notNull(),
		cancelledAt: integer("cancelled_at").notNull(),
	},
	(table) => [index("cancelled_maintenances_by_time").on(table.cancelledAt)],
);

/** That an admin is to be reminded of one that begins soon: the mark that it was noticed and the word that waits. */
export const maintenanceReminders = sqliteTable(
	"maintenance_reminders",
	{
		maintenanceId: text("maintenance_id")
			.notNull()
			.references(() => maintenances.id, { onDelete: "cascade" }),
		userId: text("user_id").notNull(),
		/** When it begins: one that is moved is another one. */
		startsAt: integer("starts_at").notNull(),
		attempts: integer("attempts").notNull(),
		/** Nobody else sends it before. */
		claimedUntil: integer("claimed_until").notNull(),
		settledAt: integer("settled_at"),
		outcome: text("outcome"),
	},
	(table) => [
		primaryKey({ columns: [table.maintenanceId, table.userId, table.startsAt] }),
		index("maintenance_reminders_waiting").on(table.settledAt, table.claimedUntil),
	],
);

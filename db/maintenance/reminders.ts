import { isNull } from "drizzle-orm";
import { outbox } from "../platform/outbox.ts";
import { maintenanceReminders } from "./tables.ts";

export type MaintenanceReminderRow = typeof maintenanceReminders.$inferSelect;

/** Uses maintenance_reminders_waiting. */
export const reminderOutbox = outbox(maintenanceReminders, isNull(maintenanceReminders.settledAt), [
	"maintenanceId",
	"userId",
	"startsAt",
]);

/** One that begins soon, and an admin. */
export interface Beginning {
	maintenanceId: string;
	startsAt: number;
	createdAt: number;
	userId: string;
}

const BEGINNING = `SELECT m.id AS maintenanceId, m.starts_at AS startsAt, m.created_at AS createdAt, u.id AS userId
FROM maintenances AS m JOIN users AS u ON u.role = 'admin'
WHERE m.ends_at > ?1 AND m.starts_at > ?1 AND m.starts_at <= ?2`;

/** What begins after `now` and no later than `until`, with each admin who is to hear of it. Uses maintenances_by_end. */
export async function beginningUntil(d1: D1Database, now: number, until: number): Promise<Beginning[]> {
	const { results } = await d1.prepare(BEGINNING).bind(now, until).all<Beginning>();
	return results;
}

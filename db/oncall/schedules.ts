import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { Schedule } from "../../worker/oncall/rules/schedule.ts";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { refs } from "../platform/tables.ts";
import { overrides, schedules } from "./tables.ts";

export type ScheduleRow = typeof schedules.$inferSelect;

export type OverrideRow = typeof overrides.$inferSelect;

/** Deleting a schedule deletes its overrides too. */
export const scheduleRows = repository("schedule", schedules, {
	owner: { kind: "team", column: schedules.teamId },
	forget: (id) => [
		sql`DELETE FROM ${refs} WHERE from_id IN (SELECT id FROM ${overrides} WHERE schedule_id = ${id})`,
	],
});

export const overrideRows = repository("override", overrides, {
	under: { kind: "schedule", column: overrides.scheduleId },
});

export const ofSchedule = (scheduleId: string): SQL => eq(overrides.scheduleId, scheduleId);

/** Schedules with the overrides that end after `from`, by id: all of them, or one. */
export async function schedulesWithOverrides(
	d1: D1Database,
	from: number,
	scheduleId?: string,
): Promise<Schedule[]> {
	const db = open(d1);
	const only = scheduleId === undefined ? undefined : inArray(schedules.id, [scheduleId]);
	const [rows, changes] = await db.batch([
		db.select().from(schedules).where(only).orderBy(asc(schedules.id)),
		db
			.select()
			.from(overrides)
			.where(and(gt(overrides.endsAt, from), scheduleId === undefined ? undefined : ofSchedule(scheduleId))),
	]);
	return rows.map((row) => scheduleOf(row, changes));
}

export function scheduleOf(row: ScheduleRow, changes: OverrideRow[]): Schedule {
	const own = changes.filter((change) => change.scheduleId === row.id);
	return {
		id: row.id,
		name: row.name,
		timeZone: row.timeZone,
		layers: row.layers,
		overrides: own.map(({ id, startsAt, endsAt, userId, replacesUserId, createdAt }) => ({
			id,
			startsAt,
			endsAt,
			userId,
			replacesUserId,
			createdAt,
		})),
	};
}

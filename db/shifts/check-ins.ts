import { and, eq, isNull, sql } from "drizzle-orm";
import type { WeekHour } from "../../worker/platform/rules/weekly.ts";
import type { ShiftStart } from "../../worker/shifts/rules/check-in.ts";
import { receiptStatement } from "../paging/receipts.ts";
import { users } from "../people/tables.ts";
import { open, runBatch } from "../platform/client.ts";
import { outbox } from "../platform/outbox.ts";
import { checkInSettings, checkIns, shiftNotices } from "./tables.ts";

export type CheckInRow = typeof checkIns.$inferSelect;

/** A person as far as check-ins look. `settings` is null for who never changed them. */
export interface Asked {
	userId: string;
	timeZone: string;
	createdAt: number;
	settings: (WeekHour & { version: number }) | null;
}

const { weekday, hour, version } = checkInSettings;

const asked = (d1: D1Database) =>
	open(d1)
		.select({
			userId: users.id,
			timeZone: users.timeZone,
			createdAt: users.createdAt,
			settings: { weekday, hour, version },
		})
		.from(users)
		.leftJoin(checkInSettings, eq(checkInSettings.userId, users.id));

/** Everybody: who is due depends on their zone and their choice. */
export async function allAsked(d1: D1Database): Promise<Asked[]> {
	return asked(d1);
}

export async function readAsked(d1: D1Database, userId: string): Promise<Asked | null> {
	const [row] = await asked(d1).where(eq(users.id, userId));
	return row ?? null;
}

/** False when they are no longer of version `seen`: nothing was written. They are of the next version then. */
export async function saveCheckInSettings(
	d1: D1Database,
	userId: string,
	settings: WeekHour,
	seen: number,
): Promise<boolean> {
	const row = { ...settings, version: seen + 1 };
	const written = await open(d1)
		.insert(checkInSettings)
		.values({ userId, ...row })
		.onConflictDoUpdate({ target: checkInSettings.userId, set: row, setWhere: eq(version, seen) })
		.returning({ version });
	return written.length === 1;
}

/** A check-in of a week is noted once a person. Uses check_ins_waiting. */
export const checkInOutbox = outbox(checkIns, isNull(checkIns.settledAt), ["userId", "week"]);

/** The check-in of one week, or the last one. By the primary key. */
export async function readCheckIn(d1: D1Database, userId: string, week?: string): Promise<CheckInRow | null> {
	const [row] = await open(d1)
		.select()
		.from(checkIns)
		.where(and(eq(checkIns.userId, userId), week === undefined ? undefined : eq(checkIns.week, week)))
		.orderBy(sql`week DESC`)
		.limit(1);
	return row ?? null;
}

/** The last check-in of everybody who ever had one, by person. */
export async function lastCheckIns(d1: D1Database): Promise<Map<string, CheckInRow>> {
	const rows = await open(d1)
		.select()
		.from(checkIns)
		.where(sql`week = (SELECT MAX(week) FROM ${checkIns} AS other WHERE other.user_id = ${checkIns.userId})`);
	return new Map(rows.map((row) => [row.userId, row]));
}

/** Somebody is there: that answers every check-in of theirs that waits. The first answer counts. */
export async function noteAnswer(d1: D1Database, userId: string, at: number): Promise<void> {
	await open(d1)
		.update(checkIns)
		.set({ answeredAt: at, settledAt: sql`COALESCE(settled_at, ${at})` })
		.where(and(eq(checkIns.userId, userId), isNull(checkIns.answeredAt)));
}

/** A device says that a check-in arrived: a page would, too. Of a shift's the first receipt counts. */
export async function noteArrival(
	d1: D1Database,
	{ userId, methodId }: { userId: string; methodId: string },
	shift: ShiftStart | null,
	at: number,
): Promise<void> {
	await receiptStatement(d1, { methodId, at, tookMs: null }).run();
	if (!shift) return;
	await runBatch(d1, [
		sql`UPDATE ${shiftNotices} SET received_at = ${at} WHERE schedule_id = ${shift.scheduleId} AND user_id = ${userId}
			AND what = 'began' AND starts_at = ${shift.startsAt} AND received_at IS NULL`,
	]);
}

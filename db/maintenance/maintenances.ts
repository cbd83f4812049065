import { and, asc, desc, eq, gt, gte, isNotNull, lt, lte, type SQL, sql } from "drizzle-orm";
import { type MaintenanceState, workEndsAt } from "../../worker/maintenance/rules/maintenance.ts";
import {
	maintenanceCopy,
	type PublicMaintenance,
} from "../../worker/maintenance/rules/public-maintenance.ts";
import type { MaintenanceWindow } from "../../worker/maintenance/rules/window.ts";
import { type Change, changeStatements } from "../platform/changes.ts";
import { batchOf, kept, literal, open, runBatch } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { services } from "../services/tables.ts";
import { cancelledMaintenances, maintenances } from "./tables.ts";

export type MaintenanceRow = typeof maintenances.$inferSelect;

/** One that the public knows of and that is not over stays known as cancelled. */
export const maintenanceRows = repository("maintenance", maintenances, {
	forget: (id) => [cancelStatement(id, Date.now())],
});

function cancelStatement(id: string, now: number): SQL {
	const known = sql`id, version + 1, created_at, ${now}, title, description, component_ids`;
	const times = sql`starts_at, verify_seconds, verifying_at, IIF(starts_at <= ${now}, ${now}, ends_at),
		planned_starts_at, planned_ends_at, ${now}`;
	return sql`INSERT INTO ${cancelledMaintenances} (id, version, created_at, updated_at, title, description,
			component_ids, starts_at, verify_seconds, verifying_at, ends_at, planned_starts_at, planned_ends_at, cancelled_at)
		SELECT ${known}, ${times} FROM ${maintenances}
		WHERE id = ${id} AND ends_at > ${now} AND component_ids <> '[]'`;
}

/** More than this are planned or told of by nobody. */
const MOST_AT_ONCE = 500;

/** `workEndsAt` of the rules, as SQL. */
const WORK_ENDS = sql`MIN(${maintenances.endsAt}, MAX(${maintenances.startsAt}, COALESCE(${maintenances.verifyingAt},
	${maintenances.endsAt} - ${maintenances.verifySeconds} * 1000)))`;

/** `stateAt` of the rules, as SQL: those that are so at `now`. */
export function areNow(state: MaintenanceState, now: number): SQL {
	const { startsAt, endsAt } = maintenances;
	switch (state) {
		case "scheduled":
			return sql`${startsAt} > ${now} AND ${endsAt} > ${now}`;
		case "in_progress":
			return sql`${startsAt} <= ${now} AND ${endsAt} > ${now} AND ${WORK_ENDS} > ${now}`;
		case "verifying":
			return sql`${startsAt} <= ${now} AND ${endsAt} > ${now} AND ${WORK_ENDS} <= ${now}`;
		case "completed":
			return lte(endsAt, now);
	}
}

/** What of all maintenances concerns monitors from `now` on: their own, and those of the services of their components. */
export async function windowsFrom(d1: D1Database, now: number): Promise<MaintenanceWindow[]> {
	const [rows, shown] = await batchOf(d1, { now }, AHEAD(d1), SHOWN(d1));
	return rows.map((row) => ({
		from: row.startsAt,
		to: workEndsAt(row),
		monitorIds: row.monitorIds,
		serviceIds: shown.flatMap(({ id, componentId }) =>
			componentId !== null && row.componentIds.includes(componentId) ? [id] : [],
		),
	}));
}

/** When work is planned on the component that this service shows, of what is not over at `now`; the first to end first. */
export async function plannedTimes(
	d1: D1Database,
	serviceId: string,
	now: number,
): Promise<{ from: number; to: number }[]> {
	const rows = await PLANNED(d1).all({ serviceId, now });
	return rows.map((row) => ({ from: row.startsAt, to: workEndsAt(row) }));
}

/** The services that these components show. */
export async function servicesShown(d1: D1Database, componentIds: string[]): Promise<string[]> {
	const ids = sql`SELECT value FROM json_each(${JSON.stringify(componentIds)})`;
	const rows = await open(d1)
		.select({ id: services.id })
		.from(services)
		.where(sql`${services.componentId} IN (${ids})`)
		.orderBy(asc(services.id));
	return rows.map(({ id }) => id);
}

const NOW = sql.placeholder("now");
const PLANNED = kept((orm) => {
	const { startsAt, verifySeconds, verifyingAt, endsAt, componentIds, id } = maintenances;
	const shown = sql`SELECT ${services.componentId} FROM ${services} WHERE ${services.id} = ${sql.placeholder("serviceId")}`;
	return orm
		.select({ startsAt, verifySeconds, verifyingAt, endsAt })
		.from(maintenances)
		.where(
			and(gt(endsAt, NOW), sql`EXISTS (SELECT 1 FROM json_each(${componentIds}) WHERE value = (${shown}))`),
		)
		.orderBy(asc(endsAt), asc(id))
		.limit(literal(MOST_AT_ONCE))
		.prepare();
});
const AHEAD = kept((orm) =>
	orm
		.select()
		.from(maintenances)
		.where(gt(maintenances.endsAt, NOW))
		.orderBy(asc(maintenances.endsAt), asc(maintenances.id))
		.limit(literal(MOST_AT_ONCE))
		.prepare(),
);
const SHOWN = kept((orm) =>
	orm
		.select({ id: services.id, componentId: services.componentId })
		.from(services)
		.where(isNotNull(services.componentId))
		.orderBy(asc(services.id))
		.prepare(),
);

/** What the public is told of, of those that ended at `since` or later, or are still to end. */
export async function publicMaintenances(d1: D1Database, since: number): Promise<PublicMaintenance[]> {
	const [rows, cancelled] = await batchOf(d1, { since }, ENDING_SINCE(d1), CANCELLED_SINCE(d1));
	return ofPublic(rows, cancelled);
}

/** The same of those that ended from `from` on and before `to`, most recently ended first, at most 500. Uses maintenances_by_end. */
export async function publicMaintenancesEnded(
	d1: D1Database,
	from: number,
	to: number,
): Promise<PublicMaintenance[]> {
	const { endsAt, id } = maintenances;
	const { cancelledAt } = cancelledMaintenances;
	const ended = open(d1)
		.select()
		.from(maintenances)
		.where(and(gte(endsAt, from), lt(endsAt, to)))
		.orderBy(desc(endsAt), asc(id))
		.limit(MOST_AT_ONCE);
	const cancelled = open(d1)
		.select()
		.from(cancelledMaintenances)
		.where(and(gte(cancelledAt, from), lt(cancelledAt, to)))
		.orderBy(desc(cancelledAt))
		.limit(MOST_AT_ONCE);
	return ofPublic(await ended, await cancelled);
}

/** The same of one; null where there is none, or none that is public. */
export async function publicMaintenance(d1: D1Database, id: string): Promise<PublicMaintenance | null> {
	const row = await maintenanceRows.read(d1, id);
	if (row) return ofPublic([row], [])[0] ?? null;
	const cancelled = await open(d1)
		.select()
		.from(cancelledMaintenances)
		.where(eq(cancelledMaintenances.id, id));
	return cancelled[0] ? maintenanceCopy(cancelled[0]) : null;
}

/** Of what `ENDING_SINCE` and `CANCELLED_SINCE` answer: one without components is nobody's business outside. */
export const ofPublic = (
	rows: MaintenanceRow[],
	cancelled: (typeof cancelledMaintenances.$inferSelect)[],
): PublicMaintenance[] => [
	...rows
		.filter(({ componentIds }) => componentIds.length > 0)
		.map((row) => maintenanceCopy({ ...row, cancelledAt: null })),
	...cancelled.map(maintenanceCopy),
];

/** Wants `since`. Uses cancelled_maintenances_by_time. */
export const CANCELLED_SINCE = kept((orm) =>
	orm
		.select()
		.from(cancelledMaintenances)
		.where(gte(cancelledMaintenances.cancelledAt, sql.placeholder("since")))
		.orderBy(asc(cancelledMaintenances.cancelledAt), asc(cancelledMaintenances.id))
		.limit(literal(MOST_AT_ONCE))
		.prepare(),
);

/** Wants `since`. Uses maintenances_by_end. */
export const ENDING_SINCE = kept((orm) =>
	orm
		.select()
		.from(maintenances)
		.where(gte(maintenances.endsAt, sql.placeholder("since")))
		.orderBy(asc(maintenances.endsAt), asc(maintenances.id))
		.limit(literal(MOST_AT_ONCE))
		.prepare(),
);

/** The last ones of series that have begun: the next one is to be planned. */
export async function begunSeries(d1: D1Database, now: number): Promise<MaintenanceRow[]> {
	const { recurrence, startsAt, id } = maintenances;
	const isSeries = sql`${recurrence} IS NOT NULL AND ${recurrence} <> 'null'`;
	return open(d1)
		.select()
		.from(maintenances)
		.where(and(isSeries, lte(startsAt, now)))
		.orderBy(asc(id))
		.limit(20);
}

/** Plans the next one, which takes the series over; null: the series is over. Nothing where somebody changed it meanwhile. */
export async function handSeriesOn(
	d1: D1Database,
	last: MaintenanceRow,
	next: MaintenanceRow | null,
	change: Change,
): Promise<void> {
	const isStill = sql`EXISTS (SELECT 1 FROM ${maintenances} WHERE id = ${last.id} AND version = ${last.version})`;
	await runBatch(d1, [
		...(next === null ? [] : [...changeStatements(change, isStill), insertWhile(next, isStill)]),
		sql`UPDATE ${maintenances} SET recurrence = NULL, version = version + 1, updated_at = ${change.at}
			WHERE id = ${last.id} AND version = ${last.version}`,
	]);
}

function insertWhile(row: MaintenanceRow, guard: SQL): SQL {
	return sql`INSERT INTO ${maintenances} (id, version, created_at, updated_at, title, description, component_ids,
			monitor_ids, starts_at, verify_seconds, ends_at, planned_starts_at, planned_ends_at, recurrence)
		SELECT ${row.id}, ${row.version}, ${row.createdAt}, ${row.updatedAt}, ${row.title}, ${row.description},
			${JSON.stringify(row.componentIds)}, ${JSON.stringify(row.monitorIds)}, ${row.startsAt}, ${row.verifySeconds},
			${row.endsAt}, ${row.plannedStartsAt}, ${row.plannedEndsAt}, ${JSON.stringify(row.recurrence)} WHERE ${guard}`;
}

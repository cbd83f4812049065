import { and, asc, desc, eq, gt, lte, or, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Monitor, MonitorKind } from "../../worker/monitoring/rules/monitor.ts";
import { asOf, pauseEnd } from "../../worker/monitoring/rules/pause.ts";
import type { Standing } from "../../worker/monitoring/rules/worst-first.ts";
import { kept, literal, open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { auditLog } from "../platform/tables.ts";
import { services } from "../services/tables.ts";
import { monitors } from "./tables.ts";

export type MonitorRow = typeof monitors.$inferSelect;

export const monitorRows = repository("monitor", monitors, {
	owner: { kind: "service", column: monitors.serviceId },
});

export const monitorsOf = (serviceId: string): SQL => eq(monitors.serviceId, serviceId);

/** A pause whose end has come is none: `asOf` of `rules/pause.ts`, as SQL. */
export const isNotPausedAt = (now: number | Placeholder): SQL | undefined =>
	or(eq(monitors.paused, false), lte(monitors.pausedUntil, now));

/** The rows of these monitors, in no order; those that are gone are left out. However many there are, it is one value. */
export async function monitorRowsOf(d1: D1Database, ids: string[]): Promise<MonitorRow[]> {
	const wanted = sql`${monitors.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
	return ids.length === 0 ? [] : open(d1).select().from(monitors).where(wanted);
}

/** For a Watch that does not answer: what it watches, in a state that nobody knows. */
export async function standingsInDatabase(
	d1: D1Database,
	slice: string,
	serviceId: string | null,
): Promise<Standing[]> {
	const { id, name, paused, pausedUntil } = monitors;
	const now = Date.now();
	const own = and(eq(monitors.slice, slice), serviceId === null ? undefined : monitorsOf(serviceId));
	const rows = await open(d1).select({ id, name, paused, pausedUntil }).from(monitors).where(own);
	return rows.map((row) => ({
		id: row.id,
		name: row.name,
		state: asOf(row, now).paused ? "paused" : "unknown",
	}));
}

/** What a Watch keeps: always in the same order, so that it sees at a glance whether something changed. */
export function monitorOf(row: MonitorRow): Monitor {
	return {
		id: row.id,
		name: row.name,
		serviceId: row.serviceId,
		kind: row.kind,
		target: row.target,
		intervalSeconds: row.intervalSeconds,
		timeoutSeconds: row.timeoutSeconds,
		regions: row.regions,
		quorum: row.quorum,
		failureThreshold: row.failureThreshold,
		recoveryThreshold: row.recoveryThreshold,
		request: row.request,
		expect: row.expect,
		severity: row.severity,
		paused: row.paused,
		...pauseEnd(row),
		...heartbeatOf(row),
	};
}

function heartbeatOf({ kind, keyHash, schedule, graceSeconds }: MonitorRow): Pick<Monitor, "heartbeat"> {
	if (kind !== "heartbeat") return {};
	return {
		heartbeat: { keyHash: keyHash ?? "", schedule: schedule ?? null, graceSeconds: graceSeconds ?? 0 },
	};
}

/** The heartbeats of this name, those of this service first, then those of its team's other services. */
export async function heartbeatsNamed(
	d1: D1Database,
	serviceId: string,
	name: string,
): Promise<MonitorRow[]> {
	const ofTeam = sql`${monitors.serviceId} IN (SELECT other.id FROM ${services} own JOIN ${services} other
		ON other.team_id = own.team_id WHERE own.id = ${serviceId})`;
	const rows = await open(d1)
		.select()
		.from(monitors)
		.where(and(eq(monitors.kind, "heartbeat"), eq(monitors.name, name), or(monitorsOf(serviceId), ofTeam)));
	return rows.sort((a, b) => Number(b.serviceId === serviceId) - Number(a.serviceId === serviceId));
}

/** The monitors that were made or changed since. */
export async function monitorsChangedSince(d1: D1Database, since: number): Promise<MonitorRow[]> {
	return CHANGED(d1).all({ since });
}

const CHANGED = kept((orm) =>
	orm
		.select()
		.from(monitors)
		.where(gt(monitors.updatedAt, sql.placeholder("since")))
		.prepare(),
);
const LOOKED_AT = 1_000;

/** The ids of the monitors that were deleted since, as far as the last thousand changes tell. */
export async function monitorsDeletedSince(d1: D1Database, since: number): Promise<string[]> {
	const rows = await LAST_CHANGES(d1).all();
	const deleted = rows.filter((row) => row.action === "monitor.deleted" && row.at > since);
	return deleted.map((row) => row.targetId);
}

const LAST_CHANGES = kept((orm) => {
	const { action, at, targetId, id } = auditLog;
	const asked = orm.select({ action, at, targetId }).from(auditLog).orderBy(desc(id));
	return asked.limit(literal(LOOKED_AT)).prepare();
});

/** The unpaused monitor of these kinds that is to be checked most often; null when there is none. */
export async function fastestMonitor(
	d1: D1Database,
	kinds: readonly MonitorKind[],
): Promise<{ intervalSeconds: number; updatedAt: number } | null> {
	const [row] = await FASTEST(d1).all({ kinds: JSON.stringify(kinds), now: Date.now() });
	return row ?? null;
}

const FASTEST = kept((orm) => {
	const { intervalSeconds, updatedAt, kind } = monitors;
	return orm
		.select({ intervalSeconds, updatedAt })
		.from(monitors)
		.where(
			and(
				isNotPausedAt(sql.placeholder("now")),
				sql`${kind} IN (SELECT value FROM json_each(${sql.placeholder("kinds")}))`,
			),
		)
		.orderBy(asc(intervalSeconds))
		.limit(literal(1))
		.prepare();
});

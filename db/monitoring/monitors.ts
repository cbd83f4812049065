import { and, asc, desc, eq, gt, inArray, type SQL } from "drizzle-orm";
import type { Monitor, MonitorKind } from "../../worker/monitoring/rules/monitor.ts";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { auditLog } from "../platform/tables.ts";
import { monitors } from "./tables.ts";

export type MonitorRow = typeof monitors.$inferSelect;

export const monitorRows = repository(monitors);

export const monitorsOf = (serviceId: string): SQL => eq(monitors.serviceId, serviceId);

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
	};
}

/** The monitors that were made or changed since. */
export async function monitorsChangedSince(d1: D1Database, since: number): Promise<MonitorRow[]> {
	return open(d1).select().from(monitors).where(gt(monitors.updatedAt, since));
}

const LOOKED_AT = 1_000;

/** The ids of the monitors that were deleted since, as far as the last thousand changes tell. */
export async function monitorsDeletedSince(d1: D1Database, since: number): Promise<string[]> {
	const { action, at, targetId, id } = auditLog;
	const rows = await open(d1)
		.select({ action, at, targetId })
		.from(auditLog)
		.orderBy(desc(id))
		.limit(LOOKED_AT);
	const deleted = rows.filter((row) => row.action === "monitor.deleted" && row.at > since);
	return deleted.map((row) => row.targetId);
}

/** The unpaused monitor of these kinds that is to be checked most often; null when there is none. */
export async function fastestMonitor(
	d1: D1Database,
	kinds: readonly MonitorKind[],
): Promise<{ intervalSeconds: number; updatedAt: number } | null> {
	const { intervalSeconds, updatedAt } = monitors;
	const [row] = await open(d1)
		.select({ intervalSeconds, updatedAt })
		.from(monitors)
		.where(and(eq(monitors.paused, false), inArray(monitors.kind, kinds)))
		.orderBy(asc(intervalSeconds))
		.limit(1);
	return row ?? null;
}

import { eq, isNotNull, type SQL } from "drizzle-orm";
import type { Stored } from "../worker/contract/stored.ts";
import type { Monitor } from "../worker/core/monitor.ts";
import { open } from "./client.ts";
import { repository } from "./repository.ts";
import { monitors } from "./schema.ts";

export interface MonitorRow extends Stored, Monitor {
	/** The Watch that checks it; null until one was assigned. */
	slice: string | null;
}

export const monitorRows = repository<MonitorRow>(monitors);

export const monitorsOf = (serviceId: string): SQL => eq(monitors.serviceId, serviceId);

/** What a Watch keeps: the row without what only D1 needs. */
export function monitorOf(row: MonitorRow): Monitor {
	const { version, createdAt, updatedAt, slice, ...monitor } = row;
	return monitor;
}

/** Every monitor that has a Watch, for the sweep that repairs what a Watch missed. */
export async function assignedMonitors(d1: D1Database): Promise<{ slice: string; monitor: Monitor }[]> {
	const rows = await open(d1).select().from(monitors).where(isNotNull(monitors.slice));
	return rows.flatMap((row) => (row.slice === null ? [] : [{ slice: row.slice, monitor: monitorOf(row) }]));
}

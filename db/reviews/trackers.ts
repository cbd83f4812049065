import { asc } from "drizzle-orm";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { trackers } from "./tables.ts";

export type TrackerRow = typeof trackers.$inferSelect;

export const trackerRows = repository(trackers);

/** The only one, where there is one and no more. */
export async function onlyTracker(d1: D1Database): Promise<TrackerRow | null> {
	const rows = await open(d1).select().from(trackers).orderBy(asc(trackers.id)).limit(2);
	return rows.length === 1 ? (rows[0] ?? null) : null;
}

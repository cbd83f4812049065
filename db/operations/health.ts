import { sql } from "drizzle-orm";
import { incidentEvents, incidents } from "../incidents/tables.ts";
import { open } from "../platform/client.ts";

/** When the longest overdue escalation of an open incident was due, as far as the projection knows; null when none is. */
export async function oldestDueAt(d1: D1Database, now: number): Promise<number | null> {
	const [row] = await open(d1).all<{ at: number | null }>(
		sql`SELECT MIN(json_extract(view, '$.nextEscalation.at')) AS at FROM ${incidents} WHERE state = 'triggered'`,
	);
	return row?.at != null && row.at < now ? row.at : null;
}

/** The numbers of open incidents whose policy reaches nobody, so that all admins are paged instead. */
export async function unreachedIncidents(d1: D1Database): Promise<number[]> {
	const rows = await open(d1).all<{ number: number }>(
		sql`SELECT number FROM ${incidents} AS i WHERE state = 'triggered' AND EXISTS (
			SELECT 1 FROM ${incidentEvents} AS e WHERE e.incident_id = i.id AND e.type = 'level_empty' AND e.seq > (
				SELECT MAX(seq) FROM ${incidentEvents} WHERE incident_id = i.id AND type = 'exhausted'))`,
	);
	return rows.map((row) => row.number);
}

import { sql } from "drizzle-orm";
import { open } from "./client.ts";
import { incidents } from "./schema.ts";

/** When the longest overdue escalation of an open incident was due, as far as the projection knows; null when none is. */
export async function oldestDueAt(d1: D1Database, now: number): Promise<number | null> {
	const [row] = await open(d1).all<{ at: number | null }>(
		sql`SELECT MIN(json_extract(view, '$.nextEscalation.at')) AS at FROM ${incidents} WHERE state = 'triggered'`,
	);
	return row?.at != null && row.at < now ? row.at : null;
}

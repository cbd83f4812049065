import { type Change, changeStatements } from "../platform/changes.ts";
import { runBatch } from "../platform/client.ts";

/** A line of the audit log about what is kept outside of the database. Caches of the configuration stay as they are. */
export async function recordChange(d1: D1Database, change: Change): Promise<void> {
	const [line] = changeStatements(change);
	if (line) await runBatch(d1, [line]);
}

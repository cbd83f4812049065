import { sql } from "drizzle-orm";
import { open } from "./client.ts";
import type { Reference } from "./references.ts";

/** Those of the references that lead to webhooks of another tool, which can be told of nothing but its alerts. By primary key. */
export async function foreignWebhooks(d1: D1Database, references: Reference[]): Promise<Reference[]> {
	const named = references.filter(({ kind }) => kind === "webhook");
	if (named.length === 0) return [];
	const ids = JSON.stringify(named.map(({ id }) => id));
	const rows = await open(d1).all<{ id: string }>(
		sql`SELECT id FROM webhooks WHERE format <> 'tocsin' AND id IN (SELECT value FROM json_each(${ids}))`,
	);
	return named.filter(({ id }) => rows.some((row) => row.id === id));
}

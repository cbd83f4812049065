import { and, eq, sql } from "drizzle-orm";
import type { SeverityPolicy } from "../../worker/paging/rules/severity.ts";
import { type Change, changeStatements } from "../platform/changes.ts";
import { kept, literal, open, runBatch } from "../platform/client.ts";
import { type Reference, referStatements } from "../platform/references.ts";
import { severityPolicy } from "./tables.ts";

const ONLY_ID = "severity-policy";

export interface SeverityPolicyRow {
	version: number;
	/** Null: never edited, the items are the default's. */
	updatedAt: number | null;
	items: SeverityPolicy;
}

/** The policy as edited; null while the default holds. */
export async function readSeverityPolicy(d1: D1Database): Promise<SeverityPolicyRow | null> {
	const [row] = await AS_EDITED(d1).all();
	return row ?? null;
}

const AS_EDITED = kept((orm) => orm.select().from(severityPolicy).limit(literal(1)).prepare());

/** `before` is the version that the editor saw, 1 for the default. */
export async function replaceSeverityPolicy(
	d1: D1Database,
	before: number,
	items: SeverityPolicy,
	references: Reference[],
	change: Change,
): Promise<"updated" | "stale"> {
	const db = open(d1);
	const { at } = change;
	const isStill = sql`COALESCE((SELECT version FROM ${severityPolicy}), 1) = ${before}`;
	const row = { id: ONLY_ID, version: 1, items, createdAt: at, updatedAt: at };
	const { changes: changed } = await runBatch(d1, [
		...referStatements(ONLY_ID, references, isStill),
		...changeStatements(change, isStill),
		db.insert(severityPolicy).values(row).onConflictDoNothing(),
		db
			.update(severityPolicy)
			.set({ items, version: before + 1, updatedAt: at })
			.where(and(eq(severityPolicy.id, ONLY_ID), eq(severityPolicy.version, before))),
	]);
	return changed === 1 ? "updated" : "stale";
}

import { type SQL, sql } from "drizzle-orm";
import type { IdKind } from "../../worker/platform/rules/id.ts";
import { open, runBatch, type Statement } from "./client.ts";
import { placeOf } from "./places.ts";
import { refs } from "./tables.ts";

/** That something names another thing; `pointer` says where, for the person who named it. */
export interface Reference {
	pointer: string;
	kind: IdKind;
	id: string;
}

/** Those of the references that lead nowhere. */
export async function missingReferences(d1: D1Database, references: Reference[]): Promise<Reference[]> {
	const kinds = [...new Set(references.map((reference) => reference.kind))];
	if (kinds.length === 0) return [];
	const found = await runBatch<{ id: string }>(
		d1,
		kinds.map((kind) => missingOf(kind, references)),
	);
	const missing = found.rows.flat().map((row) => row.id);
	return references.filter((reference) => missing.includes(reference.id));
}

function missingOf(kind: IdKind, references: Reference[]): SQL {
	const { table } = placeOf(kind);
	const ids = JSON.stringify(references.filter((r) => r.kind === kind).map((r) => r.id));
	return sql`SELECT value AS id FROM json_each(${ids}) WHERE value NOT IN (SELECT id FROM ${table})`;
}

/** Replaces what `fromId` refers to; only while `guard` holds. */
export function referStatements(fromId: string, references: Reference[], guard: SQL = sql`1`): Statement[] {
	const ids = JSON.stringify([...new Set(references.map((reference) => reference.id))]);
	return [
		sql`DELETE FROM ${refs} WHERE from_id = ${fromId} AND ${guard}`,
		sql`INSERT INTO ${refs} (from_id, to_id) SELECT ${fromId}, value FROM json_each(${ids}) WHERE ${guard}`,
	];
}

/** Who refers to this, at most ten. */
export async function referrersOf(d1: D1Database, id: string): Promise<string[]> {
	const rows = await open(d1).all<{ id: string }>(
		sql`SELECT from_id AS id FROM ${refs} WHERE to_id = ${id} LIMIT 10`,
	);
	return rows.map((row) => row.id);
}

/** What all stored things have in common: lists by id, versions, references, and a line in the audit log. */
import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Stored } from "../../worker/platform/contract/stored.ts";
import type { IdKind } from "../../worker/platform/rules/id.ts";
import { type Change, changeStatements, type Remembered, rememberStatements } from "./changes.ts";
import { isDuplicate, open, runBatch } from "./client.ts";
import { lies, type Place } from "./places.ts";
import { type Reference, referStatements } from "./references.ts";
import { refs } from "./tables.ts";

type StoredTable = SQLiteTable & { id: SQLiteColumn; version: SQLiteColumn };

/** Which rows of a list are meant; each aggregate names its own. */
export type Filter = SQL;

export interface Page {
	limit: number;
	/** The last id of the page before. */
	after: string | null;
}

export interface Creation<Row> {
	row: Row;
	references: Reference[];
	change: Change;
	remembered: Remembered | null;
}

export interface Repository<Row extends Stored> {
	list(d1: D1Database, page: Page, where?: Filter): Promise<{ rows: Row[]; more: boolean }>;
	read(d1: D1Database, id: string): Promise<Row | null>;
	/** `repeated`: the same `Idempotency-Key` was faster; nothing was written. */
	create(d1: D1Database, creation: Creation<Row>): Promise<"created" | "repeated">;
	/** `stale`: somebody else changed or deleted it since `before` was read; nothing was written. */
	update(
		d1: D1Database,
		before: Row,
		after: Row,
		references: Reference[],
		change: Change,
	): Promise<"updated" | "stale">;
	/** `kept`: it was changed since, or something refers to it; nothing was written. */
	remove(d1: D1Database, row: Row, change: Change): Promise<"removed" | "kept">;
}

export interface RepositoryOptions<Row> extends Pick<Place, "under" | "owner"> {
	/** What an update writes elsewhere, in the same batch; every statement wants the guard. */
	alongside?: (before: Row, after: Row, change: Change, guard: SQL) => SQL[];
	/** What a removal writes elsewhere, in the same batch: children go by foreign key, what they refer to by this. */
	forget?: (id: string) => SQL[];
	/** Further reasons to keep a row: the row is deleted only while this holds. */
	unless?: (id: string) => SQL;
}

/** What is kept of one kind, and where. The rows are what the table's columns give, as drizzle decodes them. */
export function repository<Table extends StoredTable>(
	kind: IdKind,
	table: Table,
	options: RepositoryOptions<RowOf<Table>> = {},
): Repository<RowOf<Table>> {
	lies(kind, { table, under: options.under, owner: options.owner });
	return { ...reading<RowOf<Table>>(table), ...writing<RowOf<Table>>(table, options) };
}

/** Every stored table has these columns, which its general type does not say. */
type RowOf<Table extends StoredTable> = Table["$inferSelect"] & Stored;

function reading<Row extends Stored>(table: StoredTable): Pick<Repository<Row>, "list" | "read"> {
	const rows = (found: Record<string, unknown>[]) => found as unknown as Row[];
	return {
		async list(d1, page, where) {
			const after = page.after === null ? undefined : gt(table.id, page.after);
			const found = rows(
				await open(d1)
					.select()
					.from(table)
					.where(and(where, after))
					.orderBy(asc(table.id))
					.limit(page.limit + 1),
			);
			return { rows: found.slice(0, page.limit), more: found.length > page.limit };
		},
		async read(d1, id) {
			return rows(await open(d1).select().from(table).where(eq(table.id, id)).limit(1))[0] ?? null;
		},
	};
}

function writing<Row extends Stored>(
	table: StoredTable,
	options: RepositoryOptions<Row>,
): Pick<Repository<Row>, "create" | "update" | "remove"> {
	const values = (row: Row) => row as unknown as Record<string, unknown>;
	return {
		async create(d1, { row, references, change, remembered }) {
			const db = open(d1);
			const statements = [
				...rememberStatements(db, remembered),
				db.insert(table).values(values(row)),
				...referStatements(row.id, references),
				...changeStatements(change),
			];
			return commitOnce(() => runBatch(d1, statements));
		},
		async update(d1, before, after, references, change) {
			const db = open(d1);
			const guard = isStill(table, before);
			const { changes: changed } = await runBatch(d1, [
				...referStatements(before.id, references, guard),
				...changeStatements(change, guard),
				...(options.alongside?.(before, after, change, guard) ?? []),
				db
					.update(table)
					.set(difference(values(before), values(after)))
					.where(and(eq(table.id, before.id), eq(table.version, before.version))),
			]);
			// What triggers write is counted too.
			return changed > 0 ? "updated" : "stale";
		},
		async remove(d1, row, change) {
			const unused = sql`NOT EXISTS (SELECT 1 FROM ${refs} WHERE to_id = ${row.id})`;
			const guard = sql`${isStill(table, row)} AND ${unused} AND ${options.unless?.(row.id) ?? sql`1`}`;
			const { changes: changed } = await runBatch(d1, [
				...changeStatements(change, guard),
				...(options.forget?.(row.id) ?? []).map((statement) => sql`${statement} AND ${guard}`),
				sql`DELETE FROM ${refs} WHERE from_id = ${row.id} AND ${guard}`,
				sql`DELETE FROM ${table} WHERE id = ${row.id} AND ${guard}`,
			]);
			return changed > 0 ? "removed" : "kept";
		},
	};
}

/** Holds while nobody has changed or deleted the row since it was read. */
function isStill(table: StoredTable, row: Stored): SQL {
	return sql`EXISTS (SELECT 1 FROM ${table} WHERE id = ${row.id} AND version = ${row.version})`;
}

/** A batch with a remembered answer is undone when the same key was remembered a moment before. */
async function commitOnce(run: () => Promise<unknown>): Promise<"created" | "repeated"> {
	try {
		await run();
		return "created";
	} catch (error) {
		if (isDuplicate(error, "idempotency.credential")) return "repeated";
		throw error;
	}
}

/** What changed: a column that others write (a receipt, a count) is not put back to what it was when this was read. */
function difference(
	before: Record<string, unknown>,
	after: Record<string, unknown>,
): Record<string, unknown> {
	return Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name] !== value));
}

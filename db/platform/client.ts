import { is, Param, Placeholder, type Query, type SQL } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";

export type Database = DrizzleD1Database;
/** Something to run in a batch: a query of drizzle's builders, or SQL with its values. */
export type Statement = SQL | { toSQL(): Query };

const dialect = new SQLiteAsyncDialect();

export function open(db: D1Database): Database {
	return drizzle(db);
}

/**
 * All of them or none, in one round trip; answers each one's rows and how many the last one changed. Drizzle's own
 * `batch` cannot bind the values of raw SQL.
 */
export async function runBatch<Row>(
	d1: D1Database,
	statements: Statement[],
): Promise<{ rows: Row[][]; changes: number }> {
	const results = await d1.batch<Row>(statements.map((statement) => prepared(d1, statement)));
	return { rows: results.map((result) => result.results), changes: results.at(-1)?.meta.changes ?? 0 };
}

function prepared(d1: D1Database, statement: Statement): D1PreparedStatement {
	const { sql, params } = "toSQL" in statement ? statement.toSQL() : dialect.sqlToQuery(statement);
	return d1.prepare(sql).bind(...params);
}

/**
 * A statement with placeholders whose SQL is written at its first use and kept: answers it bound to these values, which
 * take the form of their columns.
 */
export function writtenOnce(write: (orm: Database) => { toSQL(): Query }) {
	let kept: Query | null = null;
	return (d1: D1Database, values: Record<string, unknown>): D1PreparedStatement => {
		kept ??= write(open(d1)).toSQL();
		return d1.prepare(kept.sql).bind(...kept.params.map((param) => filled(param, values)));
	};
}

/** Drizzle's own filling makes the text "null" of a JSON column that is null. */
function filled(param: unknown, values: Record<string, unknown>): unknown {
	if (!is(param, Param) || !is(param.value, Placeholder)) return param;
	const value = values[param.value.name] ?? null;
	return value === null ? null : param.encoder.mapToDriverValue(value);
}

/** The text of an error and of its causes: drizzle wraps what D1 said. */
function wordsOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause ? `${error.message} ${wordsOf(error.cause)}` : error.message;
}

/** True when a batch was undone because `table.column` would have been there twice. */
export function isDuplicate(error: unknown, tableAndColumn: string): boolean {
	return wordsOf(error).includes(`UNIQUE constraint failed: ${tableAndColumn}`);
}

/** True for whatever goes wrong in or on the way to D1, as opposed to a bug of ours. */
export function isDatabaseTrouble(error: unknown): boolean {
	return /\bD1_|SQLITE_|Failed query/.test(wordsOf(error));
}

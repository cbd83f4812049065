import { fillPlaceholders, is, Param, Placeholder, type Query, type SQL, sql } from "drizzle-orm";
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

/** A query as drizzle's builders prepare it. */
export interface Prepared {
	getQuery(): Query;
	mapResult(response: unknown, isFromBatch?: boolean): unknown;
	all(values?: Record<string, unknown>): Promise<unknown>;
}

type RowsOf<One extends Prepared> = Awaited<ReturnType<One["all"]>>;

/**
 * A query with placeholders whose SQL is written at its first use and kept, once for each limit: to write it costs more
 * than to run it. Answers it for this database; run it with the values of its placeholders.
 */
export function kept<One extends Prepared>(write: (orm: Database, limit: number) => One) {
	const made = new Map<number, One>();
	return (d1: D1Database, limit = 0): One => {
		const known = made.get(limit) ?? write(open(d1), limit);
		made.set(limit, known);
		return over(d1, known);
	};
}

/** Drizzle holds the statement of the database that a query was prepared for in `stmt`, and reads it at each run. */
function over<One extends Prepared>(d1: D1Database, known: One): One {
	return Object.create(known, { stmt: { value: d1.prepare(known.getQuery().sql) } }) as One;
}

/** A limit in the SQL itself: SQLite compiles a statement anew each time that a limit is bound. */
export function literal(limit: number): Placeholder {
	return sql.raw(String(Math.trunc(limit))) as unknown as Placeholder;
}

/** Queries that are kept, with the same values, in one round trip; answers the rows of each. */
export async function batchOf<All extends Prepared[]>(
	d1: D1Database,
	values: Record<string, unknown>,
	...asked: All
): Promise<{ [Index in keyof All]: RowsOf<All[Index]> }> {
	const statements = asked.map((one) => {
		const { sql: text, params } = one.getQuery();
		return d1.prepare(text).bind(...fillPlaceholders(params, values));
	});
	const results = await d1.batch(statements);
	return asked.map((one, index) => one.mapResult(results[index], true)) as {
		[Index in keyof All]: RowsOf<All[Index]>;
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

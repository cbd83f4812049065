import type { BatchItem } from "drizzle-orm/batch";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";

export type Database = DrizzleD1Database;
export type Statement = BatchItem<"sqlite">;

export function open(db: D1Database): Database {
	return drizzle(db);
}

/** All of them or none, in one round trip. Answers how many rows the last one changed. */
export async function commit(db: Database, statements: Statement[]): Promise<number> {
	const [first, ...rest] = statements;
	if (!first) return 0;
	const results = await db.batch([first, ...rest]);
	return changesOf(results.at(-1));
}

/** D1 answers every statement that writes with its `meta`; drizzle's types do not say so for a mixed batch. */
function changesOf(result: unknown): number {
	const { meta } = result as { meta?: { changes?: number } };
	return meta?.changes ?? 0;
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

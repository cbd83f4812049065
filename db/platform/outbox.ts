/** What is to be done or told once: its row is the mark that it was noticed and the work that waits. */
import { and, eq, getTableColumns, lte, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { kept, literal, open, type Prepared } from "./client.ts";

const ONE_MORE = sql`attempts + 1`;

type OutboxTable = SQLiteTable & { claimedUntil: SQLiteColumn };

export interface Outbox<Row> {
	/** All of them or none; what is there already stays as it is. */
	note(d1: D1Database, rows: Row[]): Promise<void>;
	/** Answers a row where one waits at `:now`: for a batch that asks many outboxes at once. */
	waiting(d1: D1Database): Prepared;
	/** Takes those that wait, `limit` at most or this one alone, for this long: nobody else takes them meanwhile. */
	claim(d1: D1Database, which: { limit: number } | { only: SQL }, now: number, forMs: number): Promise<Row[]>;
	/** What became of it; nothing is written where `guard` does not hold. */
	settle(d1: D1Database, row: Row, became: Partial<Row>, guard?: SQL): Promise<void>;
}

/**
 * The outbox of a table with `attempts` and `claimed_until`. `waits` says which rows are still to be done, and wants an
 * index with `claimed_until`; `identity` are the columns of its key.
 */
export function outbox<Table extends OutboxTable>(
	table: Table,
	waits: SQL,
	identity: readonly (keyof Table["$inferSelect"] & string)[],
): Outbox<Table["$inferSelect"]> {
	const general: OutboxTable = table;
	const columns = getTableColumns(general);
	const is = (row: Record<string, unknown>) =>
		and(...identity.flatMap((name) => (columns[name] ? [eq(columns[name], row[name])] : [])));
	const values = (row: unknown) => row as Record<string, unknown>;
	const claimSome = claimOf(general, waits);
	return {
		waiting: waitingOf(general, waits),
		async note(d1, rows) {
			const db = open(d1);
			const [first, ...more] = rows.map((row) =>
				db.insert(general).values(values(row)).onConflictDoNothing(),
			);
			if (first) await db.batch([first, ...more]);
		},
		async claim(d1, which, now, forMs) {
			const claimed =
				"only" in which
					? open(d1)
							.update(general)
							.set({ claimedUntil: now + forMs, attempts: ONE_MORE })
							.where(and(waits, lte(table.claimedUntil, now), which.only))
							.returning()
					: claimSome(d1, which.limit).all({ now, until: now + forMs });
			return claimed as Promise<Table["$inferSelect"][]>;
		},
		async settle(d1, row, became, guard) {
			await open(d1)
				.update(general)
				.set(values(became))
				.where(and(is(values(row)), guard));
		},
	};
}

const waitingAt = (table: OutboxTable, waits: SQL) =>
	and(waits, lte(table.claimedUntil, sql.placeholder("now")));

const claimOf = (table: OutboxTable, waits: SQL) =>
	kept((orm, limit) =>
		orm
			.update(table)
			.set({ claimedUntil: sql`${sql.placeholder("until")}`, attempts: ONE_MORE })
			.where(
				sql`rowid IN (SELECT rowid FROM ${table} WHERE ${waitingAt(table, waits)} LIMIT ${literal(limit)})`,
			)
			.returning()
			.prepare(),
	);

const waitingOf = (table: OutboxTable, waits: SQL) =>
	kept((orm) =>
		orm.select({ one: sql`1` }).from(table).where(waitingAt(table, waits)).limit(literal(1)).prepare(),
	);

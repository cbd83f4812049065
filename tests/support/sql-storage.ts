/** An object's SQLite in Node, as far as our stores use it: for tests that turn the clock themselves. */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { WatchStore } from "../../worker/monitoring/watch/watch-store.ts";

type SqlStorage = ConstructorParameters<typeof WatchStore>[0];

export function memorySql(): SqlStorage {
	const database = new DatabaseSync(":memory:");
	const exec = (query: string, ...values: SQLInputValue[]) => {
		if (values.length > 0 || /^\s*SELECT/.test(query)) return cursor(database.prepare(query).all(...values));
		database.exec(query);
		return cursor([]);
	};
	return { exec } as unknown as SqlStorage;
}

function cursor(rows: unknown[]) {
	return {
		toArray: () => rows,
		one: () => {
			if (rows.length !== 1) throw new Error(`${rows.length} rows`);
			return rows[0];
		},
		[Symbol.iterator]: () => rows[Symbol.iterator](),
	};
}

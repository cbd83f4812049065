/** An object's SQLite in Node, as far as our stores use it: for tests that turn the clock themselves. */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { EventStore } from "../../worker/incidents/object/event-store.ts";
import type { WatchStore } from "../../worker/monitoring/watch/watch-store.ts";

type Storage = ConstructorParameters<typeof EventStore>[0];
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

/** The same as an object's whole storage, as far as the incident's store uses it. */
export function memoryStorage(): Storage {
	const sql = memorySql();
	return { sql, transactionSync: <Result>(work: () => Result) => work() } as unknown as Storage;
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

import type { SQLInputValue } from "node:sqlite";
import type { Store } from "./sqlite.ts";

/** Runs `work` at the database, with the delays and faults of the way there and back. */
export type Way = <Result>(work: () => Result) => Promise<Result>;

interface Prepared {
	query: string;
	values: SQLInputValue[];
}

/** D1 over a store in memory. A batch is one transaction and one round trip, as there. */
export function databaseOf(store: Store, way: Way): object {
	const execute = ({ query, values }: Prepared) => {
		const before = store.count.written;
		const rows = store.all(query, values);
		const changes = store.count.written - before;
		return { success: true, results: rows, meta: { changes, rows_read: rows.length, rows_written: changes } };
	};
	const statement = (query: string, values: SQLInputValue[]) => ({
		query,
		values,
		bind: (...given: unknown[]) => statement(query, given.map(bindable)),
		all: () => way(() => execute({ query, values })),
		run: () => way(() => execute({ query, values })),
		first: async (column?: string) => {
			const row = await way(() => store.all(query, values)[0] ?? null);
			return column === undefined || row === null ? row : row[column];
		},
		raw: () => way(() => store.raw(query, values)),
	});
	return {
		prepare: (query: string) => statement(query, []),
		batch: (statements: Prepared[]) =>
			way(() => store.transaction(() => statements.map(exact(store, execute)))),
	};
}

/** Within a batch the count of changes is that of sqlite, not of returned rows. */
function exact(store: Store, execute: (prepared: Prepared) => object) {
	return (prepared: Prepared) => {
		if (store.returns(prepared.query)) return execute(prepared);
		const changes = store.run(prepared.query, prepared.values);
		return { success: true, results: [], meta: { changes, rows_read: 0, rows_written: changes } };
	};
}

function bindable(value: unknown): SQLInputValue {
	if (typeof value === "boolean") return value ? 1 : 0;
	if (value === undefined) throw new Error("D1_TYPE_ERROR: Type 'undefined' not supported");
	return value as SQLInputValue;
}

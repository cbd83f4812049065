import type { readBriefFacts } from "../../db/metrics/report-rows.ts";

/** D1 as the code knows it; the tests' own project does not. */
export type D1 = Parameters<typeof readBriefFacts>[0];
type Statement = ReturnType<D1["prepare"]>;

/** A database that counts what is asked of it. */
export interface Counted {
	db: D1;
	/** Statements that ran, and rows that those of batches read. */
	seen: { statements: number; rowsRead: number };
}

const RUNS = ["all", "raw", "run", "first"];

export function countedDatabase(real: unknown): Counted {
	const db = real as D1;
	const seen = { statements: 0, rowsRead: 0 };
	const inner = new WeakMap<Statement, Statement>();
	const counting = (statement: Statement): Statement => {
		const outer = new Proxy(statement, {
			get(target, name) {
				if (name === "bind") return (...values: unknown[]) => counting(target.bind(...values));
				if (RUNS.includes(String(name))) seen.statements++;
				const member: unknown = Reflect.get(target, name);
				return typeof member === "function" ? member.bind(target) : member;
			},
		});
		inner.set(outer, statement);
		return outer;
	};
	const batch = async (statements: Statement[]) => {
		seen.statements += statements.length;
		const results = await db.batch(statements.map((one) => inner.get(one) ?? one));
		for (const { meta } of results) seen.rowsRead += meta.rows_read;
		return results;
	};
	const prepare = (sql: string) => counting(db.prepare(sql));
	return { seen, db: { prepare, batch } as unknown as D1 };
}

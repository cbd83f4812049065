import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

/** As the platform's own sqlite has them, where they are narrower than usual. */
const LIMITS = { compoundSelect: 5, exprDepth: 100, functionArg: 32, column: 100 };

/** What was asked of a store: rows that came back, rows that changed. */
export interface RowCount {
	read: number;
	written: number;
}

/** What is known of a query, so that none is looked at twice. */
interface Known {
	isQuery: boolean;
	/** It writes rows, and how many it changed is counted. */
	isCounted: boolean;
	/** It answers rows that it reads or has written. */
	returns: boolean;
	/** Several statements at once, which take no values. */
	isScript: boolean;
	statement: StatementSync | null;
	/** Whether it answers rows. */
	answers: boolean;
	arrays: StatementSync | null;
}

/** A store in memory, with savepoints for transactions and for going back to how it was when a night began. */
export class Store {
	readonly count: RowCount;
	/** Called by every statement that may have written. */
	onTouch: () => void = () => {};
	/** Refuses to write. */
	isFull = false;
	readonly #database = new DatabaseSync(":memory:", { limits: LIMITS });
	readonly #known = new Map<string, Known>();
	readonly #points: Savepoint[] = [];
	#depth = 0;

	constructor(count: RowCount) {
		this.count = count;
		// A point to go back to copies every page that changes: small ones are copied sooner.
		this.#database.exec("PRAGMA page_size = 1024");
	}

	/** Rows as objects. A script of several statements answers none. */
	all(query: string, values: SQLInputValue[] = []): Record<string, unknown>[] {
		const known = this.#of(query);
		if (known.isScript && values.length === 0) {
			this.onTouch();
			this.#database.exec(query);
			return [];
		}
		if (this.isFull && !known.isQuery) throw new Error("database or disk is full: SQLITE_FULL");
		const statement = this.#statementOf(query, known);
		if (known.isQuery) {
			const rows = statement.all(...values);
			this.count.read += rows.length;
			return rows;
		}
		this.onTouch();
		if (!known.answers) {
			const { changes } = statement.run(...values);
			if (known.isCounted) this.count.written += Number(changes);
			return [];
		}
		const rows = statement.all(...values);
		if (known.returns) this.count.written += rows.length;
		return rows;
	}

	/** Rows for a bystander: not counted, and nothing if the table is not there. */
	peek(query: string, values: SQLInputValue[] = []): Record<string, unknown>[] {
		try {
			return this.#statementOf(query, this.#of(query)).all(...values);
		} catch {
			return [];
		}
	}

	/** Rows as arrays, in the order of the columns. */
	raw(query: string, values: SQLInputValue[]): unknown[][] {
		const known = this.#of(query);
		known.arrays ??= this.#prepareForArrays(query);
		const rows = known.arrays.all(...values) as unknown as unknown[][];
		if (known.isQuery) this.count.read += rows.length;
		else {
			this.onTouch();
			if (known.returns) this.count.written += rows.length;
		}
		return rows;
	}

	run(query: string, values: SQLInputValue[]): number {
		const changes = Number(this.#statementOf(query, this.#of(query)).run(...values).changes);
		this.onTouch();
		this.count.written += changes;
		return changes;
	}

	isQuery(query: string): boolean {
		return this.#of(query).isQuery;
	}

	/** All of `work` or nothing of it. */
	transaction<Result>(work: () => Result): Result {
		const point = this.save();
		try {
			return work();
		} catch (error) {
			this.back(point);
			throw error;
		} finally {
			point.release.run();
			this.#depth--;
		}
	}

	/** A point to go back to. */
	save(): Savepoint {
		const point = this.#pointAt(this.#depth++);
		point.set.run();
		return point;
	}

	back(point: Savepoint): void {
		this.onTouch();
		point.back.run();
	}

	/** Whether it answers rows, read or just written. */
	returns(query: string): boolean {
		return this.#of(query).returns;
	}

	#of(query: string): Known {
		const known = this.#known.get(query);
		if (known) return known;
		const isQuery = /^\s*SELECT/i.test(query);
		const made = {
			isQuery,
			returns: isQuery || /\bRETURNING\b/i.test(query),
			isCounted: /^\s*(INSERT|UPDATE|DELETE|REPLACE|WITH)\b/i.test(query),
			isScript: /;\s*\S/.test(query),
			statement: null,
			answers: true,
			arrays: null,
		};
		this.#known.set(query, made);
		return made;
	}

	#statementOf(query: string, known: Known): StatementSync {
		if (known.statement) return known.statement;
		known.statement = this.#database.prepare(query);
		known.answers = known.statement.columns().length > 0;
		return known.statement;
	}

	#prepareForArrays(query: string): StatementSync {
		const made = this.#database.prepare(query);
		made.setReturnArrays(true);
		return made;
	}

	#pointAt(depth: number): Savepoint {
		const known = this.#points[depth];
		if (known) return known;
		const [set, release, back] = ["SAVEPOINT", "RELEASE", "ROLLBACK TO"].map((what) =>
			this.#database.prepare(`${what} s${depth}`),
		) as [StatementSync, StatementSync, StatementSync];
		this.#points[depth] = { set, release, back };
		return this.#points[depth];
	}
}

interface Savepoint {
	set: StatementSync;
	release: StatementSync;
	back: StatementSync;
}

/** The platform's `SqlStorage`, as far as the objects use it. */
export function sqlStorageOf(store: Store, write: () => void) {
	return {
		exec(query: string, ...values: SQLInputValue[]) {
			if (!store.isQuery(query)) write();
			const rows = store.all(query, values);
			return {
				toArray: () => rows,
				one: () => {
					if (rows.length !== 1) throw new Error(`expected one row, found ${rows.length}`);
					return rows[0];
				},
				[Symbol.iterator]: () => rows[Symbol.iterator](),
			};
		},
	};
}

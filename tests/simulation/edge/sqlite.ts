import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

/** As the platform's own sqlite has them, where they are narrower than usual. */
const LIMITS = { compoundSelect: 5, exprDepth: 100, functionArg: 32, column: 100 };

/** What was asked of a store: rows that came back, rows that changed. */
export interface RowCount {
	read: number;
	written: number;
}

/** A store in memory, with savepoints for transactions and for going back to how it was when a night began. */
export class Store {
	readonly count: RowCount;
	/** Set by every statement that may have written; whoever looks clears it. */
	touched = false;
	/** Refuses to write. */
	isFull = false;
	readonly #database = new DatabaseSync(":memory:", { limits: LIMITS });
	readonly #statements = new Map<string, StatementSync>();
	readonly #arrays = new Map<string, StatementSync>();
	#depth = 0;

	constructor(count: RowCount) {
		this.count = count;
	}

	/** Rows as objects. A script of several statements answers none. */
	all(query: string, values: SQLInputValue[] = []): Record<string, unknown>[] {
		if (values.length === 0 && /;\s*\S/.test(query)) {
			this.touched = true;
			this.#database.exec(query);
			return [];
		}
		if (this.isFull && !isQuery(query)) throw new Error("database or disk is full: SQLITE_FULL");
		const rows = this.#statement(query).all(...values);
		this.#counted(query, rows.length);
		return rows;
	}

	/** Rows for a bystander: not counted, and nothing if the table is not there. */
	peek(query: string, values: SQLInputValue[] = []): Record<string, unknown>[] {
		try {
			return this.#statement(query).all(...values);
		} catch {
			return [];
		}
	}

	/** Rows as arrays, in the order of the columns. */
	raw(query: string, values: SQLInputValue[]): unknown[][] {
		const rows = this.#statementForArrays(query).all(...values) as unknown as unknown[][];
		this.#counted(query, rows.length);
		return rows;
	}

	run(query: string, values: SQLInputValue[]): number {
		const changes = Number(this.#statement(query).run(...values).changes);
		this.touched = true;
		this.count.written += changes;
		return changes;
	}

	/** All of `work` or nothing of it. */
	transaction<Result>(work: () => Result): Result {
		const name = this.save();
		try {
			const result = work();
			this.#database.exec(`RELEASE ${name}`);
			this.#depth--;
			return result;
		} catch (error) {
			this.back(name);
			this.#database.exec(`RELEASE ${name}`);
			this.#depth--;
			throw error;
		}
	}

	/** A point to go back to. */
	save(): string {
		const name = `s${this.#depth++}`;
		this.#database.exec(`SAVEPOINT ${name}`);
		return name;
	}

	back(name: string): void {
		this.touched = true;
		this.#database.exec(`ROLLBACK TO ${name}`);
	}

	#statement(query: string): StatementSync {
		const known = this.#statements.get(query);
		if (known) return known;
		const made = this.#database.prepare(query);
		this.#statements.set(query, made);
		return made;
	}

	#statementForArrays(query: string): StatementSync {
		const known = this.#arrays.get(query);
		if (known) return known;
		const made = this.#database.prepare(query);
		made.setReturnArrays(true);
		this.#arrays.set(query, made);
		return made;
	}

	#counted(query: string, rows: number): void {
		if (isQuery(query)) {
			this.count.read += rows;
			return;
		}
		this.touched = true;
		if (!/^\s*(INSERT|UPDATE|DELETE|REPLACE|WITH)\b/i.test(query)) return;
		this.count.written += Number(this.#statement("SELECT changes() AS n").get()?.n ?? 0);
	}
}

const known = new Map<string, boolean>();

function isQuery(query: string): boolean {
	const answer = known.get(query) ?? /^\s*SELECT/i.test(query);
	known.set(query, answer);
	return answer;
}

/** The platform's `SqlStorage`, as far as the objects use it. */
export function sqlStorageOf(store: Store, write: () => void) {
	return {
		exec(query: string, ...values: SQLInputValue[]) {
			if (!isQuery(query)) write();
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

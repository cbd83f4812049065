/** The shipped Worker, with every row and byte counted that its objects and its database write. */

import * as shipped from "../../scripts/local/entry.ts";
import type { Env } from "../../worker/platform/env.ts";

export * from "../../scripts/local/entry.ts";

interface Tally {
	/** Rows of tables, and alarms: the platform bills them alike. */
	rows: number;
	/** Bytes of the values that were handed to INSERT. */
	bytes: number;
}

/** By object class, and "D1". All objects of a local instance live in one isolate. */
const tallies = new Map<string, Tally>();

function tallyOf(name: string): Tally {
	const known = tallies.get(name) ?? { rows: 0, bytes: 0 };
	tallies.set(name, known);
	return known;
}

function countObject(storage: DurableObjectStorage, tally: Tally): void {
	const { sql } = storage;
	const exec = sql.exec.bind(sql);
	const setAlarm = storage.setAlarm.bind(storage);
	const put = storage.put.bind(storage) as (...args: unknown[]) => Promise<void>;
	sql.exec = ((query: string, ...values: unknown[]) => {
		const cursor = exec(query, ...values);
		tally.rows += cursor.rowsWritten;
		if (/^\s*INSERT/i.test(query)) tally.bytes += values.reduce<number>((sum, v) => sum + sizeOf(v), 0);
		return cursor;
	}) as typeof sql.exec;
	storage.setAlarm = async (at) => {
		tally.rows++;
		await setAlarm(at);
	};
	storage.put = (async (...args: unknown[]) => {
		tally.rows++;
		await put(...args);
	}) as typeof storage.put;
}

function sizeOf(value: unknown): number {
	if (typeof value === "string") return new TextEncoder().encode(value).length;
	if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
	return typeof value === "number" ? 8 : 0;
}

const BARE = Symbol("the statement itself");

/** D1 says itself how many rows a statement wrote, unless it is asked for bare rows; `batch` is told whole. */
function countDatabase(env: Env): Env {
	const tally = tallyOf("D1");
	const note = <T>(result: T): T => {
		tally.rows += (result as { meta?: { rows_written?: number } }).meta?.rows_written ?? 0;
		return result;
	};
	const noteStatement = (statement: D1PreparedStatement): D1PreparedStatement =>
		new Proxy(statement, {
			get(target, name) {
				if (name === "bind") return (...values: unknown[]) => noteStatement(target.bind(...values));
				if (name === "run" || name === "all") return async () => note(await target[name]());
				if (name === BARE) return target;
				const member = Reflect.get(target, name);
				return typeof member === "function" ? member.bind(target) : member;
			},
		});
	const bare = (statement: D1PreparedStatement): D1PreparedStatement =>
		(statement as unknown as Record<symbol, D1PreparedStatement>)[BARE] ?? statement;
	const DB = new Proxy(env.DB, {
		get(target, name) {
			if (name === "prepare") return (query: string) => noteStatement(target.prepare(query));
			if (name === "batch")
				return async (all: D1PreparedStatement[]) => (await target.batch(all.map(bare))).map(note);
			const member = Reflect.get(target, name);
			return typeof member === "function" ? member.bind(target) : member;
		},
	});
	return { ...env, DB };
}

export class Incident extends shipped.Incident {
	constructor(ctx: DurableObjectState, env: Env) {
		countObject(ctx.storage, tallyOf("Incident"));
		super(ctx, countDatabase(env));
	}
}

export class Desk extends shipped.Desk {
	constructor(ctx: DurableObjectState, env: Env) {
		countObject(ctx.storage, tallyOf("Desk"));
		super(ctx, countDatabase(env));
	}
}

export class Watch extends shipped.Watch {
	constructor(ctx: DurableObjectState, env: Env) {
		countObject(ctx.storage, tallyOf("Watch"));
		super(ctx, countDatabase(env));
	}
}

export class Prober extends shipped.Prober {
	constructor(ctx: DurableObjectState, env: Env) {
		countObject(ctx.storage, tallyOf("Prober"));
		super(ctx, countDatabase(env));
	}
}

export class Publication extends shipped.Publication {
	constructor(ctx: DurableObjectState, env: Env) {
		countObject(ctx.storage, tallyOf("Publication"));
		super(ctx, countDatabase(env));
	}
}

export class Vault extends shipped.Vault {
	constructor(ctx: DurableObjectState, env: Env) {
		countObject(ctx.storage, tallyOf("Vault"));
		super(ctx, countDatabase(env));
	}
}

export default {
	async fetch(request, env, ctx) {
		const { pathname } = new URL(request.url);
		if (pathname === "/bench/written") return Response.json(Object.fromEntries(tallies));
		if (pathname === "/bench/empty") return new Response("ok");
		return shipped.default.fetch(request, countDatabase(env), ctx);
	},
	scheduled: (controller, env, ctx) => shipped.default.scheduled(controller, countDatabase(env), ctx),
} satisfies ExportedHandler<Env>;

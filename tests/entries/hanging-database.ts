/** The shipped Worker, whose incidents ask a database that takes every question and never answers, when a test says so. */
import entry from "../../scripts/local/entry.ts";
import { Incident as ShippedIncident } from "../../worker/index.ts";
import type { Env } from "../../worker/platform/env.ts";

export * from "../../scripts/local/entry.ts";

let isHanging = false;

function hangable(db: D1Database): D1Database {
	return new Proxy(db, {
		get(target, name) {
			const member = Reflect.get(target, name);
			if (name === "prepare" && isHanging) return (query: string) => silent(target.prepare(query));
			return typeof member === "function" ? member.bind(target) : member;
		},
	});
}

function silent(statement: D1PreparedStatement): D1PreparedStatement {
	return new Proxy(statement, {
		get(target, name) {
			if (name === "bind") return (...values: unknown[]) => silent(target.bind(...values));
			return () => new Promise(() => {});
		},
	});
}

export class Incident extends ShippedIncident {
	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, { ...env, DB: hangable(env.DB) });
	}
}

export default {
	...entry,
	async fetch(request, env, ctx) {
		const { pathname } = new URL(request.url);
		if (pathname !== "/hang" && pathname !== "/answer") return entry.fetch(request, env, ctx);
		isHanging = pathname === "/hang";
		return new Response("so be it");
	},
} satisfies ExportedHandler<Env>;

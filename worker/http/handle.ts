import type { Hono } from "hono";
import type { z } from "zod";
import type { Endpoint } from "../contract/endpoint.ts";
import { ENDPOINTS } from "../contract/endpoints.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import { readBody, readIds, readQuery } from "./input.ts";

export interface Checked<Param extends string, Query extends z.ZodType, Body extends z.ZodType> {
	ids: Record<Param, string>;
	query: z.output<Query>;
	body: z.output<Body>;
}

/** Serves one call of the contract: `run` gets what the schemas let through. */
export function handle<Param extends string, Query extends z.ZodType, Body extends z.ZodType>(
	app: Hono<AppEnv>,
	endpoint: Endpoint<Param, Query, Body>,
	run: (c: AppContext, input: Checked<Param, Query, Body>) => Response | Promise<Response>,
): void {
	// The list decides who may call what: a call that is not in it would have no guard.
	if (!ENDPOINTS.includes(endpoint)) throw new Error(`${endpoint.path} is not in the contract's list`);
	const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ":$1");
	app.on(endpoint.method.toUpperCase(), path, async (c) => {
		const ids = readIds(c, endpoint.ids);
		if (!ids.ok) return ids.response;
		const query = readQuery(c, endpoint.query);
		if (!query.ok) return query.response;
		const body = endpoint.method === "get" ? null : readBody(c, endpoint.body);
		if (body && !body.ok) return body.response;
		// A GET has no body, and its schema is the empty one: nothing reads it.
		const value = (body?.value ?? {}) as z.output<Body>;
		return run(c, { ids: ids.value, query: query.value, body: value });
	});
}

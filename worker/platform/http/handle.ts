import type { Hono } from "hono";
import type { z } from "zod";
import type { Endpoint } from "../contract/endpoint.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import { readJsonBody, readTextBody } from "./body.ts";
import { idempotently } from "./idempotent.ts";
import { type Input, notFound, readBody, readIds, readQuery } from "./input.ts";
import { isThere } from "./there.ts";

export interface Checked<Param extends string, Query extends z.ZodType, Body extends z.ZodType> {
	ids: Record<Param, string>;
	query: z.output<Query>;
	body: z.output<Body>;
}

/** Every call that something serves, to be held against the list that decides who may call what. */
export const HANDLED = new Set<Endpoint>();

/**
 * Serves one call of the contract: `run` gets what the schemas let through. `found` says whether what the address
 * names is there; by default whether its identifiers are.
 */
export function handle<Param extends string, Query extends z.ZodType, Body extends z.ZodType>(
	app: Hono<AppEnv>,
	endpoint: Endpoint<Param, Query, Body>,
	run: (c: AppContext, input: Checked<Param, Query, Body>) => Response | Promise<Response>,
	found: (c: AppContext, ids: Record<Param, string>) => Promise<boolean> = (c, ids) =>
		isThere(c, endpoint.ids, ids),
): void {
	HANDLED.add(endpoint);
	const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ":$1");
	app.on(endpoint.method.toUpperCase(), path, async (c) => {
		const ids = readIds(c, endpoint.ids);
		if (!ids.ok) return ids.response;
		if (!areWords(c, endpoint.words)) return notFound(c);
		const asked = await readAsked(c, endpoint);
		if (asked.ok) return idempotently(c, endpoint.secrets, () => run(c, { ids: ids.value, ...asked.value }));
		// Who asks, and whether there is such a thing, comes before what was asked of it.
		const stranger = await c.get("refusalOfPage")?.();
		if (stranger) return stranger;
		return (await found(c, ids.value)) ? asked.response : notFound(c);
	});
}

function areWords(c: AppContext, words: Endpoint["words"]): boolean {
	return Object.entries(words).every(([name, known]) => known.includes(c.req.param(name) ?? ""));
}

type Asked<Query extends z.ZodType, Body extends z.ZodType> = {
	query: z.output<Query>;
	body: z.output<Body>;
};

async function readAsked<Query extends z.ZodType, Body extends z.ZodType>(
	c: AppContext,
	endpoint: Endpoint<string, Query, Body>,
): Promise<Input<Asked<Query, Body>>> {
	const { text } = endpoint;
	const refusal = text ? await readTextBody(c, text) : await readJsonBody(c);
	if (refusal) return { ok: false, response: refusal };
	const query = readQuery(c, endpoint.query);
	if (!query.ok) return query;
	const body = endpoint.method === "get" || text ? null : readBody(c, endpoint.body);
	if (body && !body.ok) return body;
	// Nothing reads the value of a GET, which has no body, or of a text, which its handler reads.
	const value = (body?.value ?? {}) as z.output<Body>;
	return { ok: true, value: { query: query.value, body: value } };
}

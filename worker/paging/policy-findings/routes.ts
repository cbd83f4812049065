import { Hono } from "hono";
import { readFindingFacts } from "../../../db/paging/finding-facts.ts";
import { type PolicyRow, policyRows } from "../../../db/paging/policies.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { listAll } from "../../platform/http/resource.ts";
import { policyResource } from "../policies/routes.ts";
import { findingCalls } from "./contract.ts";
import { wireFinder } from "./wire.ts";

export const findingRoutes = new Hono<AppEnv>();

handle(findingRoutes, findingCalls.ofOne, async (c, { ids }) => {
	const policy = await policyRows.read(c.env.DB, ids.id);
	if (!policy) return notFound(c);
	const now = Date.now();
	const find = wireFinder(await readFindingFacts(c.env.DB, now), now);
	return c.json({ items: find(policy.levels), nextCursor: null });
});

handle(findingRoutes, findingCalls.ofAll, (c, { query }) => listAll(c, { ...policyResource, show }, query));

async function show(c: AppContext, rows: PolicyRow[]): Promise<Record<string, unknown>[]> {
	const now = Date.now();
	const find = wireFinder(await readFindingFacts(c.env.DB, now), now);
	return rows.map(({ id, levels }) => ({ policyId: id, findings: find(levels) }));
}

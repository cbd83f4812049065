import { Hono } from "hono";
import { readPagingPlan } from "../../../db/services/paging-plan.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { escalationCalls, escalationWire } from "../contract/escalation.ts";
import { ifItFails } from "../rules/if-it-fails.ts";

export const escalationRoutes = new Hono<AppEnv>();

/** By the plan and the functions that a real incident pages by: what is shown is what would happen. */
handle(escalationRoutes, escalationCalls.read, async (c, { ids, query }) => {
	const plan = await readPagingPlan(c.env.DB, ids.id);
	if (!plan) return notFound(c);
	const severity = query.severity ?? plan.service.defaultSeverity;
	const { id, name } = plan.policy;
	return c.json({ policy: { id, name }, ...escalationWire(ifItFails(plan, severity, Date.now())) });
});

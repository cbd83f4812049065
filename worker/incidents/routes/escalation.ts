import { Hono } from "hono";
import { readPagingPlan } from "../../../db/services/paging-plan.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { escalationCalls } from "../contract/escalation.ts";
import { ifItFails } from "../rules/if-it-fails.ts";

export const escalationRoutes = new Hono<AppEnv>();

/** By the plan and the functions that a real incident pages by: what is shown is what would happen. */
handle(escalationRoutes, escalationCalls.read, async (c, { ids, query }) => {
	const plan = await readPagingPlan(c.env.DB, ids.id);
	if (!plan) return notFound(c);
	const { firstPageAt, levels, ...rest } = ifItFails(
		plan,
		query.severity ?? plan.service.defaultSeverity,
		Date.now(),
	);
	const { id, name } = plan.policy;
	const told = levels.map((level) => ({
		...level,
		waiting: level.waiting.map((one) => ({ ...one, untilAt: toWire(one.untilAt) })),
	}));
	return c.json({ policy: { id, name }, ...rest, levels: told, firstPageAt: toWireOrNull(firstPageAt) });
});

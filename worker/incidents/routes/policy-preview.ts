import { Hono } from "hono";
import { readFindingFacts } from "../../../db/paging/finding-facts.ts";
import { readPagingPlan, readReached } from "../../../db/services/paging-plan.ts";
import { wireFinder } from "../../paging/policy-findings/wire.ts";
import type { EscalationPolicy, PagingPlan, Target } from "../../paging/rules/paging-plan.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { invalid } from "../../platform/http/problems.ts";
import { escalationWire } from "../contract/escalation.ts";
import { policyPreviewCalls } from "../contract/policy-preview.ts";
import { ifItFails } from "../rules/if-it-fails.ts";

export const policyPreviewRoutes = new Hono<AppEnv>();

/** By the functions that a real incident pages by, with the draft in place of the policy of the service. */
handle(policyPreviewRoutes, policyPreviewCalls.create, async (c, { body }) => {
	const now = Date.now();
	const { levels, repeat, serviceId, severity } = body;
	const targets = levels.flatMap((level) => level.targets);
	const [plan, facts] = await Promise.all([
		readPlan(c.env.DB, serviceId, { id: "", name: "", levels, repeat }, targets),
		readFindingFacts(c.env.DB, now),
	]);
	if (!plan) return invalid(c, [fieldError("/serviceId", "there is no such service")]);
	const findings = wireFinder(facts, now)(levels);
	return c.json({ ...escalationWire(ifItFails(plan, severity, now)), findings });
});

async function readPlan(
	d1: D1Database,
	serviceId: string | null,
	policy: EscalationPolicy,
	targets: Target[],
): Promise<PagingPlan | null> {
	if (serviceId === null)
		return { ...(await readReached(d1, targets)), policy, service: ANY_SERVICE, readAt: 0 };
	const plan = await readPagingPlan(d1, serviceId, targets);
	return plan && { ...plan, policy };
}

const ANY_SERVICE: PagingPlan["service"] = {
	...{ id: "", name: "", teamId: null, defaultSeverity: "P1" },
	...{ componentId: null, componentName: null, publicTitle: null },
	...{ ackTimeoutSeconds: 0, reopenWindowSeconds: 0 },
};

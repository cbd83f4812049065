import { Hono } from "hono";
import { readPagingPlan } from "../../../db/services/paging-plan.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Severity } from "../../paging/rules/severity.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { invalid, refused } from "../../platform/http/problems.ts";
import { days, type Instant, toWire } from "../../platform/rules/time.ts";
import { deskOf } from "../../platform/stubs.ts";
import { newId } from "../../platform/vault/ids.ts";
import { incidentWire } from "../contract/incidents.ts";
import { type RehearsedStep, rehearse } from "../rules/rehearse.ts";
import { rehearsalCalls } from "./contract.ts";

const EARLIEST_MS = days(1);
const LATEST_MS = days(366);

export const rehearsalRoutes = new Hono<AppEnv>();

handle(rehearsalRoutes, rehearsalCalls.create, async (c, { body }) => {
	const now = Date.now();
	const at = body.at ?? now;
	if (at < now - EARLIEST_MS || at > now + LATEST_MS)
		return invalid(c, [fieldError("/at", "must be at most a day ago and at most a year ahead")]);
	const plan = await readPagingPlan(c.env.DB, body.serviceId, [], Math.min(at, now));
	if (!plan) return invalid(c, [fieldError("/serviceId", "there is no such service")]);
	const severity = body.severity ?? plan.service.defaultSeverity;
	const rehearsal = rehearse(plan, severity, at, body.receipts);
	const told = {
		serviceId: body.serviceId,
		severity,
		at: toWire(at),
		policy: { id: plan.policy.id, name: plan.policy.name },
		untilAt: toWire(rehearsal.untilAt),
		mayBeHeld: plan.remediates === "holds" && (severity === "P2" || severity === "P3"),
		levelsOfTwo: plan.policy.levels.flatMap(({ needsAcknowledgements = 1 }, index) =>
			needsAcknowledgements > 1 ? index + 1 : [],
		),
		steps: rehearsal.steps.map((step) => stepWire(step, at)),
	};
	if (!body.live) return c.json({ ...told, incident: null });
	const drill = await startDrill(c, plan, severity);
	return drill.ok ? c.json({ ...told, incident: incidentWire(drill.value) }) : refused(c, drill.refusal);
});

/** The real chain. "Drill" stands in its title, so that every push, list and page says so. */
function startDrill(c: AppContext, { service }: PagingPlan, severity: Severity) {
	const call = c.get("idempotency");
	return deskOf(c.env, service.id).declare({
		incidentId: newId("incident"),
		serviceId: service.id,
		title: `Drill: ${service.name}`,
		description: null,
		severity,
		actor: c.get("actor"),
		drill: true,
		idempotency: call ? { key: `${call.credential}:${call.key}`, bodyHash: call.bodyHash } : null,
	});
}

function stepWire(step: RehearsedStep, startsAt: Instant) {
	const common = {
		kind: step.kind,
		at: toWire(step.at),
		afterSeconds: (step.at - startsAt) / 1_000,
		level: step.kind === "page" ? step.page.level : step.level,
		round: step.kind === "page" ? step.page.round : step.round,
	};
	if (step.kind !== "page") return { ...common, attempt: null, user: null, method: null };
	const { userId, userName, methodId, kind, methodName } = step.page;
	return {
		...common,
		attempt: step.attempt,
		user: userId === null ? null : { id: userId, name: userName ?? "" },
		method: { id: methodId, kind, name: methodName },
	};
}

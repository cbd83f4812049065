import { personOfMethod } from "../../db/paging/person-of-method.ts";
import type { Env } from "../platform/env.ts";
import type { Actor } from "../platform/rules/caller.ts";
import { incidentOf } from "../platform/stubs.ts";
import { newId } from "../platform/vault/ids.ts";
import type { PagingPlan, Person } from "./rules/paging-plan.ts";
import { DEFAULT_SEVERITY_POLICY } from "./rules/severity.ts";

/**
 * Sends a real page to one method, through everything that a real page goes through: an incident of its own that is in
 * no list, whose acknowledgement ends it. The page leaves after `delaySeconds`. Its timeline tells how long each stage
 * took. Null for an unknown method.
 */
export async function sendTestPage(
	env: Env,
	methodId: string,
	actor: Actor,
	delaySeconds: number,
): Promise<{ incidentId: string } | null> {
	const person = await personOfMethod(env.DB, methodId);
	if (!person) return null;
	const incidentId = newId("incident");
	await incidentOf(env, incidentId).open({
		incidentId,
		serviceId: "",
		title: "Test page: acknowledge to confirm it works",
		description: null,
		severity: "P3",
		source: { kind: "test", id: methodId, name: person.name },
		detectedAt: Date.now(),
		actor,
		alert: null,
		drill: true,
		plan: planFor(person, delaySeconds),
		evidence: [],
	});
	return { incidentId };
}

/** One level, one person, one method, at once and at any hour; nothing goes up from there. */
function planFor({ methods, ...person }: Person, delaySeconds: number): PagingPlan {
	const high = methods.map(({ id }) => ({ method: id, delaySeconds }));
	const severityPolicy = DEFAULT_SEVERITY_POLICY.map((rule) =>
		rule.severity === "P3" ? { ...rule, urgency: "high" as const, page: "always" as const } : rule,
	);
	return {
		service: {
			id: "",
			name: "Tocsin",
			teamId: null,
			defaultSeverity: "P3",
			componentId: null,
			componentName: null,
			publicTitle: null,
			ackTimeoutSeconds: 0,
			reopenWindowSeconds: 0,
		},
		policy: {
			id: "",
			name: "Test",
			levels: [{ targets: [{ kind: "user", id: person.id }], escalateAfterSeconds: 300 }],
			repeat: 0,
		},
		severityPolicy,
		schedules: [],
		teams: [],
		people: [{ ...person, methods, notificationRules: { high, low: [] } }],
		webhooks: [],
		readAt: Date.now(),
	};
}

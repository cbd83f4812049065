/** The sample shop's configuration, as small as it can be: one of each thing, made through the API. */
import type { Instance } from "./instance.ts";

export interface Shop {
	anaId: string;
	boId: string;
	teamId: string;
	scheduleId: string;
	policyId: string;
	serviceId: string;
}

/** Creates and answers the resource; throws, with the answer, unless it was created. */
export async function make(
	instance: Instance,
	path: string,
	body: object,
	headers?: Record<string, string>,
	// biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads from an answer
): Promise<any> {
	const answer = await instance.api("POST", path, body, headers);
	if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
	return answer.body;
}

export async function makeShop(instance: Instance): Promise<Shop> {
	const ana = await make(instance, "/api/v1/users", {
		name: "Ana",
		email: "ana@shop.example",
		role: "admin",
	});
	const bo = await make(instance, "/api/v1/users", { name: "Bo", email: "bo@shop.example" });
	const team = await make(instance, "/api/v1/teams", { name: "Shop", memberIds: [ana.id, bo.id] });
	const schedule = await make(instance, "/api/v1/schedules", {
		name: "Shop rotation",
		timeZone: "Europe/Berlin",
		layers: [
			{
				name: "Weekly",
				userIds: [ana.id, bo.id],
				rotation: { unit: "week", length: 1, startsAt: "2026-01-05T09:00" },
			},
		],
	});
	const policy = await make(instance, "/api/v1/escalation-policies", {
		name: "Shop on call",
		levels: [{ targets: [{ kind: "schedule", id: schedule.id }], escalateAfterSeconds: 300 }],
	});
	const component = await make(instance, "/api/v1/components", { name: "Checkout" });
	const service = await make(instance, "/api/v1/services", {
		name: "Checkout",
		componentId: component.id,
		teamId: team.id,
		escalationPolicyId: policy.id,
	});
	return {
		anaId: ana.id,
		boId: bo.id,
		teamId: team.id,
		scheduleId: schedule.id,
		policyId: policy.id,
		serviceId: service.id,
	};
}

/** An identifier of this prefix that nothing has. */
export const nowhere = (prefix: string): string => `${prefix}_01M000000000000000000000ZZ`;

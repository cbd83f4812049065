import type { ContactMethod, PagingPlan, Person } from "../../worker/paging/rules/paging-plan.ts";
import { DEFAULT_SEVERITY_POLICY } from "../../worker/paging/rules/severity.ts";

/** A person with one active push method, or with the methods given. */
export function person(id: string, name: string, more: Partial<Person> = {}): Person {
	const phone: ContactMethod = {
		id: `cm_${id}`,
		userId: id,
		kind: "push",
		name: `${name}'s phone`,
		state: "active",
		address: "sealed",
	};
	return {
		id,
		name,
		role: "responder",
		timeZone: "Europe/Berlin",
		notificationRules: null,
		methods: [phone],
		...more,
	};
}

export const ANA = person("usr_ana", "Ana", { role: "admin" });
export const BO = person("usr_bo", "Bo");
export const CHIDI = person("usr_chidi", "Chidi");

/** Checkout's plan: Ana, then Bo, then Chidi, at the delays given in seconds. */
export function pagingPlan(
	delays: number[] = [3, 3, 3],
	repeat = 0,
	more: Partial<PagingPlan> = {},
): PagingPlan {
	const people = [ANA, BO, CHIDI];
	return {
		service: {
			id: "svc_checkout",
			name: "Checkout",
			teamId: null,
			defaultSeverity: "P2",
			componentId: "cmp_checkout",
			componentName: "Checkout",
			publicTitle: null,
			ackTimeoutSeconds: 1_800,
			reopenWindowSeconds: 300,
		},
		policy: {
			id: "pol_shop",
			name: "Shop",
			levels: delays.map((escalateAfterSeconds, i) => ({
				targets: [{ kind: "user" as const, id: people[i % people.length]!.id }],
				escalateAfterSeconds,
			})),
			repeat,
		},
		severityPolicy: DEFAULT_SEVERITY_POLICY,
		schedules: [],
		teams: [],
		people,
		webhooks: [],
		readAt: 0,
		...more,
	};
}

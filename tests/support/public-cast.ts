import type { PublicIncident } from "../../worker/incidents/rules/public-view.ts";
import { hours, minutes } from "../../worker/platform/rules/time.ts";
import type { PublicComponent } from "../../worker/services/rules/component.ts";

/** The afternoon on which the public's tests happen. */
export const NOON = Date.UTC(2026, 10, 23, 12, 0, 0);

/** A component that has existed for a year and works. */
export function component(name: string, rest: Partial<PublicComponent> = {}): PublicComponent {
	return {
		id: `cmp_${name.toLowerCase()}`,
		name,
		group: null,
		position: 0,
		status: "operational",
		createdAt: NOON - hours(24 * 365),
		...rest,
	};
}

/** An open P1 of Checkout that began ten minutes before noon; `rest` says what is different. */
export function publicIncident(rest: Partial<PublicIncident> = {}): PublicIncident {
	return {
		incidentId: "inc_01JCHECKOUT00000000000000A",
		seq: 4,
		published: true,
		severity: "P1",
		componentId: "cmp_checkout",
		componentName: "Checkout",
		name: "Checkout is down",
		status: "investigating",
		startedAt: NOON - minutes(10),
		monitoringAt: null,
		resolvedAt: null,
		updates: [
			{
				id: "upd_01JCHECKOUT00000000000000A",
				at: NOON - minutes(10),
				status: "investigating",
				message: "We are looking into it.",
			},
		],
		nextUpdateDueAt: NOON + minutes(5),
		estimatedResolutionAt: null,
		earlier: [],
		...rest,
	};
}

export const SHOP = [
	component("Checkout", { position: 1 }),
	component("Storefront", { position: 2 }),
	component("Search", { position: 3 }),
	component("Accounts", { position: 4 }),
];

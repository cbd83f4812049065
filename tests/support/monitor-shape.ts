import type { Monitor } from "../../worker/monitoring/rules/monitor.ts";

/** An HTTP monitor of Checkout with the API's defaults, except that it is checked every ten seconds. */
export function monitorShape(id: string, target: string, more: Partial<Monitor> = {}): Monitor {
	return {
		id,
		name: "Checkout",
		serviceId: "svc_checkout",
		kind: "http",
		target,
		intervalSeconds: 10,
		timeoutSeconds: 10,
		regions: ["weur", "enam", "apac"],
		quorum: 2,
		failureThreshold: 1,
		recoveryThreshold: 2,
		request: { method: "GET", headers: {}, body: null },
		expect: {
			status: ["200-299"],
			bodyContains: null,
			bodyOmits: null,
			bodyMatches: null,
			json: [],
			headers: {},
			latencyBelowMs: null,
			certificateDaysLeft: null,
		},
		severity: "P1",
		paused: false,
		...more,
	};
}

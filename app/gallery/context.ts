/** What is around an incident: what it looked like before, what was changed, and what may be the same. */
import { iso } from "./cast.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

export function contextAnswers(at: number): Record<string, unknown> {
	const keys = ["PoolExhausted/checkout", "HighErrorRate/checkout", "SlowQueries/db-1"];
	return {
		"GET /incidents/inc_01JCHECKOUT/context": around(at, false),
		"GET /incidents/inc_01JTAKEN/context": around(at, true),
		"GET /services/svc_01JCHECKOUT/alert-keys": {
			items: [
				...keys.map((dedupKey, i) => ({
					...{ integrationId: "int_01JALERTS", dedupKey, incidentId: "inc_01JTAKEN", heldUntil: null },
					...{ state: i < 2 ? "firing" : "resolved", received: 14 - i, suppressed: 0 },
				})),
				...["ReplicaLag/db-1", "ReplicaLag/db-2"].map((dedupKey) => ({
					...{ integrationId: "int_01JALERTS", dedupKey, incidentId: null, state: "held" },
					...{ heldUntil: iso(at + 100 * MINUTE), received: 3, suppressed: 0 },
				})),
			],
			nextCursor: null,
		},
	};
}

function around(at: number, isTaken: boolean) {
	const duplicate = {
		...{ id: "inc_01JDUPLICATE", number: 143, title: "Checkout times out in 2 of 3 regions", severity: "P2" },
		...{ triggeredAt: iso(at - MINUTE), likeness: "error", state: "triggered" },
	};
	return {
		similar: [past(137, "Checkout rejects cards", at - 24 * DAY, 31, "Rolled back release 39ce"), older(at)],
		duplicates: isTaken ? [duplicate] : [],
		changes: [
			{
				...{
					at: iso(at - 8 * MINUTE),
					kind: "monitor",
					targetId: "mon_01JCHECKOUTPAY",
					name: "Checkout, pay",
				},
				...{ action: "updated", fields: ["failureThreshold", "timeoutSeconds"], by: "Dana Weiss", url: null },
			},
			{
				...{
					at: iso(at - 12 * MINUTE),
					kind: "other",
					targetId: "chg_01J1",
					name: "Deploy 39ce of checkout to production",
				},
				...{
					action: "reported",
					fields: [],
					by: "GitHub Actions",
					url: "https://github.com/shop/checkout/actions/runs/1",
				},
			},
			{
				...{ at: iso(at - 90 * MINUTE), kind: "remediation", targetId: "rem_01J1", name: "Restart the pool" },
				...{ action: "ran", fields: [], by: null, url: null },
			},
		],
		reports: {
			count: isTaken ? 0 : 14,
			newest: isTaken
				? []
				: [
						{
							at: iso(at - MINUTE),
							message: "My card is refused since a few minutes ago, with another card too",
						},
						{ at: iso(at - 2 * MINUTE), message: null },
					],
		},
		links: [
			{
				label: "Dashboard",
				url: `https://grafana.shop.example/d/checkout?from=${at - 17 * MINUTE}&to=${at}`,
			},
			{ label: "Logs", url: "https://logs.shop.example/checkout" },
		],
	};
}

function past(number: number, title: string, triggeredAt: number, minutes: number, note: string | null) {
	return {
		...{ id: `inc_01J${number}`, number, title, severity: "P1", likeness: "monitor_and_error" },
		...{
			triggeredAt: iso(triggeredAt),
			resolvedAt: iso(triggeredAt + minutes * MINUTE),
			disposition: "real",
		},
		...{ note, cause: note && "The connection pool was exhausted by a release", remediation: null },
	};
}

const older = (at: number) => ({
	...past(132, "Checkout is down", at - 33 * DAY, 12, null),
	disposition: "false-alarm",
});

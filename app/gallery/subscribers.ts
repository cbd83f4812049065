/** What an instance would answer about subscribers of the status page. */
import { iso } from "./cast.ts";

const DAY = 86_400_000;

/** `isEmpty`: nobody has subscribed. */
export function subscriberAnswers(at: number, isEmpty: boolean): Record<string, unknown> {
	const one = (id: string, kind: string, address: string, rest: object = {}) => ({
		...{ id: `sub_01J${id}`, kind, address, state: "active", componentIds: null },
		...{ incidentId: null, frequency: "each", endsAt: null },
		...{ createdAt: iso(at - 9 * DAY), confirmedAt: iso(at - 9 * DAY), failures: 0, failingSince: null },
		...rest,
	});
	const items = [
		one("DANA", "email", "dana@customer.example"),
		one("EVE", "email", "evangeline.featherstonehaugh-cholmondeley@procurement.customer.example", {
			...{ state: "unconfirmed", confirmedAt: null },
		}),
		one("SLACK", "slack", "https://hooks.slack.com/…", { frequency: "weekly" }),
		one("EVA", "push", "https://updates.push.services.mozilla.com/…", {
			...{ incidentId: "inc_01JNOW", endsAt: iso(at + 80 * DAY) },
		}),
		one("HOOK", "webhook", "https://status.partner.example/…", { failures: 3, failingSince: iso(at - DAY) }),
	];
	const counts = isEmpty
		? { active: 0, unconfirmed: 0, waiting: 0 }
		: { active: 1_204, unconfirmed: 37, waiting: 12 };
	return { "GET /subscribers": { items: isEmpty ? [] : items, nextCursor: null, ...counts } };
}

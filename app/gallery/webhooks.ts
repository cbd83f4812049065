/** What an instance would answer about outgoing webhooks. */
import type { WebhookDelivery as Delivery, Webhook } from "../state/wire.ts";
import { iso } from "./cast.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `isEmpty`: nobody has added one. */
export function webhookAnswers(at: number, isEmpty: boolean): Record<string, unknown> {
	const list = <Item>(items: Item[]) => ({ items: isEmpty ? [] : items, nextCursor: null });
	const tickets = webhook(at, "TICKETS", "Tickets", {});
	const chat = webhook(at, "CHAT", "Chat of the shop team", {
		events: ["incident.triggered", "incident.resolved", "review.published"],
		failures: 4,
		failingSince: iso(at - 21 * MINUTE),
	});
	const board = webhook(at, "BOARD", "Wall board", {
		...{ state: "disabled", failures: 61, failingSince: iso(at - 3 * DAY) },
		stateReason: "Nothing was accepted for two days: answered 503.",
	});
	return {
		"GET /webhooks": list([tickets, chat, board]),
		"GET /webhooks/wh_01JTICKETS": tickets,
		"GET /webhooks/wh_01JBOARD": board,
		"GET /webhooks/wh_01JTICKETS/deliveries": list(deliveries(at)),
		"GET /webhooks/wh_01JBOARD/deliveries": list(deliveries(at - 3 * DAY).slice(0, 2)),
	};
}

function webhook(at: number, id: string, name: string, rest: Partial<Webhook>): Webhook {
	return {
		...{ id: `wh_01J${id}`, version: 3, createdAt: iso(at - 40 * DAY), updatedAt: iso(at - 9 * DAY) },
		...{
			name,
			url: `https://hooks.shop.example/${id.toLowerCase()}`,
			events: ["*"],
			format: "tocsin" as const,
		},
		...{ state: "active", stateReason: null, failures: 0, failingSince: null, previousUntil: null },
		...rest,
	};
}

function deliveries(at: number): Delivery[] {
	const one = (n: number, type: string, agoMs: number, rest: Partial<Delivery>): Delivery => ({
		...{ id: `dlv_01J${n}`, type, subjectId: "inc_01JCHECKOUT", seq: 9 - n, at: iso(at - agoMs) },
		...{ state: "delivered", attempts: 1, isReplay: false, nextAttemptAt: null },
		...{ lastAttemptAt: iso(at - agoMs), lastStatus: 200, lastReason: null, lastTookMs: 210 },
		...rest,
	});
	const failed = { lastStatus: 503, lastReason: "answered 503", lastTookMs: 90 };
	const next = { state: "waiting", nextAttemptAt: iso(at + 4 * MINUTE) } as const;
	return [
		one(1, "incident.update_published", 2 * MINUTE, { ...failed, ...next, attempts: 3 }),
		one(2, "incident.acknowledged", 6 * MINUTE, {}),
		one(3, "incident.triggered", 8 * MINUTE, { lastTookMs: 1_240 }),
		one(4, "monitor.down", 8 * MINUTE, {}),
		one(5, "webhook.test", HOUR, {}),
		one(6, "review.published", 5 * DAY, { ...failed, state: "failed", attempts: 79 }),
	];
}

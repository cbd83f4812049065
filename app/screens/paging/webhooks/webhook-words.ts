import { WEBHOOK_EVENTS, type WebhookEvent } from "../../../../worker/paging/rules/webhook-events.ts";
import { FOREIGN_EVENTS } from "../../../../worker/paging/rules/webhook-formats.ts";
import type { ShapeName } from "../../../parts/shape.tsx";
import { ago, tookWords } from "../../../state/words.ts";
import type { Delivery, Webhook } from "./wire.ts";

const EVENT_GROUPS: { title: string; events: readonly WebhookEvent[] }[] = [
	{ title: "Incidents", events: WEBHOOK_EVENTS.filter((event) => event.startsWith("incident.")) },
	{ title: "Monitors", events: WEBHOOK_EVENTS.filter((event) => event.startsWith("monitor.")) },
	{ title: "Reviews", events: WEBHOOK_EVENTS.filter((event) => event.startsWith("review.")) },
];

/** What may be chosen: another tool has words for some events of incidents alone. */
export const groupsOf = (format: Webhook["format"]) =>
	format === "tocsin" ? EVENT_GROUPS : [{ title: "Incidents", events: FOREIGN_EVENTS }];

const EVENT_NAMES: Record<WebhookEvent, string> = {
	"incident.triggered": "Incident triggered",
	"incident.acknowledged": "Incident acknowledged",
	"incident.escalated": "Incident escalated",
	"incident.severity_changed": "Severity changed",
	"incident.update_published": "Update published",
	"incident.resolved": "Incident resolved",
	"incident.reopened": "Incident reopened",
	"incident.merged": "Incident merged",
	"monitor.up": "Monitor up",
	"monitor.down": "Monitor down",
	"monitor.degraded": "Monitor degraded",
	"monitor.flapping": "Monitor flapping",
	"review.due": "Review due",
	"review.published": "Review published",
};

/** A type that is newer than this app is told by its own name. */
export const eventName = (type: string): string =>
	type === "webhook.test" ? "Test" : (EVENT_NAMES[type as WebhookEvent] ?? type);

/** "All events", "3 events", "No events". */
export function choiceWords(events: readonly string[]): string {
	if (events.includes("*")) return "All events";
	if (events.length === 0) return "No events";
	return events.length === 1 ? eventName(events[0] ?? "") : `${events.length} events`;
}

export interface Standing {
	shape: ShapeName;
	word: string;
	/** What is behind it; null while all is well. */
	detail: string | null;
}

/** How a webhook fares. */
export function standingOf({ state, stateReason, failures, failingSince }: Webhook, now: number): Standing {
	if (state === "disabled") return { shape: "paused", word: "Turned off", detail: stateReason };
	if (failures === 0 || failingSince === null) return { shape: "well", word: "Active", detail: null };
	const times = failures === 1 ? "One attempt" : `${failures} attempts in a row`;
	return { shape: "down", word: "Failing", detail: `${times} failed, since ${ago(failingSince, now)}.` };
}

/** How one delivery fares: "Delivered in 0.2 s", "Attempt 3 failed: answered 503". */
export function deliveryWords(delivery: Delivery, now: number): Standing {
	const { state, attempts, lastReason, lastTookMs, nextAttemptAt } = delivery;
	if (state === "delivered")
		return {
			shape: "well",
			word: lastTookMs === null ? "Delivered" : `Delivered in ${tookWords(lastTookMs)}`,
			detail: null,
		};
	const why =
		lastReason === null ? null : `${attempts === 1 ? "Attempt" : `Attempt ${attempts}`}: ${lastReason}`;
	if (state === "failed")
		return { shape: "down", word: "Failed", detail: why ?? "Given up without an attempt" };
	if (why === null) return { shape: "unknown", word: "Waiting", detail: null };
	const isLater = nextAttemptAt !== null && Date.parse(nextAttemptAt) > now;
	return { shape: "degraded", word: isLater ? "Waiting to retry" : "Retrying", detail: why };
}

import type { Instant } from "../../platform/rules/time.ts";

/** What an outgoing webhook may be told of. */
export const WEBHOOK_EVENTS = [
	"incident.triggered",
	"incident.acknowledged",
	"incident.escalated",
	"incident.severity_changed",
	"incident.update_published",
	"incident.resolved",
	"incident.reopened",
	"incident.merged",
	"monitor.up",
	"monitor.down",
	"monitor.degraded",
	"monitor.flapping",
	"review.due",
	"review.published",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Sent when somebody asks for it, whatever the webhook has chosen. */
export const TEST_EVENT = "webhook.test";

/** Something that webhooks are told of once. What is told twice is the same by subject, place and type. */
export interface WebhookNews {
	/** `dlv_…`, the `webhook-id` of every request about it. */
	id: string;
	type: WebhookEvent | typeof TEST_EVENT;
	/** The incident, monitor or review: news of one subject arrive in order. */
	subjectId: string;
	/** Its place in that order. */
	seq: number;
	at: Instant;
	/** What the receiver reads under `data`. */
	data: Record<string, unknown>;
	/** Where a person reads more: a path of the app. */
	link: string;
}

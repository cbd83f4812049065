import { z } from "@hono/zod-openapi";
import { crud } from "../../platform/contract/endpoint.ts";
import { line, unique } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";

export const WEBHOOK_EVENTS = [
	"*",
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

const fields = {
	name: line(),
	url: z.url({ protocol: /^https?$/ }).max(2_000),
	events: unique(z.enum(WEBHOOK_EVENTS), WEBHOOK_EVENTS.length),
};

export const webhookIn = z
	.strictObject({ ...fields, name: fields.name.default("Webhook"), events: fields.events.default(["*"]) })
	.openapi("NewWebhook");
export const webhookPatch = z.strictObject(fields).partial().openapi("WebhookPatch");
export const webhookOut = z.object({ ...storedOut("webhook"), ...fields }).openapi("Webhook");

export const webhookCalls = crud({
	path: "/api/v1/webhooks",
	one: "outgoing webhook",
	many: "webhooks",
	kind: "webhook",
	parents: {},
	filters: {},
	readRole: "admin",
	create: webhookIn,
	patch: webhookPatch,
	out: webhookOut,
	secrets: ["secret"],
	createdOut: webhookOut.extend({
		secret: z.string().nullable().openapi({ description: "`whsec_…`, shown once" }),
	}),
});

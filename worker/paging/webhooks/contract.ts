import { z } from "@hono/zod-openapi";
import { crud, endpoint, listOf, listQuery } from "../../platform/contract/endpoint.ts";
import { id, instantOut, line, unique } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { DELIVERY_STATES, WEBHOOK_STATES } from "../rules/webhook-delivery.ts";
import { WEBHOOK_EVENTS } from "../rules/webhook-events.ts";
import { FOREIGN_EVENTS, WEBHOOK_FORMATS } from "../rules/webhook-formats.ts";

const CHOICES = ["*", ...WEBHOOK_EVENTS] as const;

const fields = {
	name: line(),
	url: z.url({ protocol: /^https?$/ }).max(2_000),
	events: unique(z.enum(CHOICES), CHOICES.length).openapi({
		description: "`*` is all of them; none for a webhook that only levels of escalation policies name",
	}),
};
const secret = z.string().nullable().openapi({ description: "`whsec_…`, shown once" });

const format = z.enum(WEBHOOK_FORMATS).openapi({
	description: `\`pagerduty\` (Events API v2) and \`opsgenie\` (Alert API) open, acknowledge and close an alert there, called like the incident. Of drills they hear nothing. Their events: ${FOREIGN_EVENTS.join(", ")}`,
});
const key = z
	.string()
	.min(1)
	.max(200)
	.regex(/^[\x21-\x7e]+$/, "must be one word")
	.openapi({ description: "Of PagerDuty the integration key, of Opsgenie the API key. Never answered" });

export const webhookIn = z
	.strictObject({
		...fields,
		name: fields.name.default("Webhook"),
		url: fields.url.optional().openapi({ description: "PagerDuty and Opsgenie have their own by default" }),
		events: fields.events.default(["*"]),
		format: format.default("tocsin"),
		key: key.optional(),
	})
	.openapi("NewWebhook");
export const webhookPatch = z
	.strictObject({ ...fields, state: z.enum(WEBHOOK_STATES), key })
	.partial()
	.openapi("WebhookPatch");
export const webhookOut = z
	.object({
		...storedOut("webhook"),
		...fields,
		format,
		state: z.enum(WEBHOOK_STATES).openapi({
			description: "`disabled`: it is told of no event. A level that names it is paged all the same",
		}),
		stateReason: z.string().nullable().openapi({ description: "Why it was turned off, for people" }),
		failures: z.int().openapi({ description: "Requests in a row that were not accepted" }),
		failingSince: instantOut.nullable(),
		previousUntil: instantOut.nullable().openapi({
			description: "Until then requests carry a signature by the secret before as well",
		}),
	})
	.openapi("Webhook");

const deliveryFields = {
	id: id("webhookDelivery").openapi({ description: "The `webhook-id` of every request about it" }),
	type: z.string().openapi({ example: "incident.triggered" }),
	subjectId: z.string().openapi({ description: "The incident, monitor or review; in order of `seq`" }),
	seq: z.int(),
	at: instantOut,
	state: z.enum(DELIVERY_STATES),
	attempts: z.int(),
	isReplay: z.boolean(),
	nextAttemptAt: instantOut.nullable(),
	lastAttemptAt: instantOut.nullable(),
	lastStatus: z.int().nullable(),
	lastReason: z.string().nullable(),
	lastTookMs: z.int().nullable(),
};
export const deliveryOut = z.object(deliveryFields).openapi("WebhookDelivery");
const wholeDelivery = z
	.object({ ...deliveryFields, data: z.record(z.string(), z.unknown()), link: z.string() })
	.openapi("WholeWebhookDelivery");

const PATH = "/api/v1/webhooks";
const ONE = `${PATH}/{id}` as const;
const tag = "webhooks";
const own = { id: "webhook" } as const;
const delivery = { webhookId: "webhook", deliveryId: "webhookDelivery" } as const;
const DELIVERY = `${PATH}/{webhookId}/deliveries/{deliveryId}` as const;
const secrets = ["secret"];

export const webhookCalls = {
	...crud({
		path: PATH,
		one: "outgoing webhook",
		many: "webhooks",
		kind: "webhook",
		parents: {},
		filters: {},
		readRole: "admin",
		create: webhookIn,
		patch: webhookPatch,
		out: webhookOut,
		secrets,
		createdOut: webhookOut.extend({ secret }),
	}),
	rotate: endpoint(`post ${ONE}/secret`, {
		tag,
		summary: "A new secret; for a day requests are signed with the one before as well",
		ids: own,
		secrets,
		answer: webhookOut.extend({ secret }),
	}),
	test: endpoint(`post ${ONE}/test`, {
		tag,
		summary: "Send a test now, and answer what became of it",
		ids: own,
		answer: deliveryOut,
	}),
	deliveries: endpoint(`get ${PATH}/{webhookId}/deliveries`, {
		tag,
		summary: "What it was told and will be told, newest first; kept for 14 days",
		ids: { webhookId: "webhook" },
		role: "admin",
		query: listQuery({ state: z.enum(DELIVERY_STATES).optional() }),
		answer: listOf(deliveryOut),
	}),
	delivery: endpoint(`get ${DELIVERY}`, {
		tag,
		summary: "One delivery, with what is sent",
		ids: delivery,
		role: "admin",
		answer: wholeDelivery,
	}),
	replay: endpoint(`post ${DELIVERY}/replay`, {
		tag,
		summary: "Send it once more, with the same `webhook-id`",
		ids: delivery,
		answer: deliveryOut,
		status: 202,
	}),
};

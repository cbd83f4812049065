import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { id, instantOut, seconds, unique } from "../../platform/contract/fields.ts";
import {
	ALSO_PAGE,
	PAGE_HOURS,
	PUBLISH_RULES,
	REVIEW_RULES,
	SEVERITIES,
	URGENCIES,
} from "../rules/severity.ts";

const A_MONTH_SECONDS = 31 * 86_400;
const every = seconds(60, A_MONTH_SECONDS).nullable();

const severityRule = z
	.strictObject({
		severity: z.enum(SEVERITIES),
		urgency: z.enum(URGENCIES),
		page: z.enum(PAGE_HOURS),
		escalates: z.boolean(),
		alsoPage: unique(z.enum(ALSO_PAGE), 2).default([]),
		notifyUserIds: unique(id("user"), 200).default([]),
		acknowledgeWithinSeconds: seconds(1, A_MONTH_SECONDS).nullable().default(null),
		publicUpdateEverySeconds: every.default(null),
		stakeholderUpdateEverySeconds: every.default(null),
		review: z.enum(REVIEW_RULES).default("none"),
		reviewDueSeconds: every.default(null),
		publish: z.enum(PUBLISH_RULES).default("draft"),
		ticketWebhookId: id("webhook").nullable().default(null),
		ticketTrackerId: id("tracker").nullable().default(null),
	})
	.openapi("SeverityRule");

/** Each of P1–P4 once, in any order. */
export const severityPolicyIn = z
	.strictObject({
		items: z
			.array(severityRule)
			.refine(
				(rules) => rules.length === SEVERITIES.length && new Set(rules.map((r) => r.severity)).size === 4,
				"must have one rule for each of P1, P2, P3 and P4",
			),
		version: z.int().optional().openapi({ description: "The version you read; same as If-Match" }),
		updatedAt: instantOut.nullable().optional().openapi({ description: "Ignored on write" }),
	})
	.openapi("NewSeverityPolicy");

export const severityPolicyOut = z
	.object({ items: z.array(severityRule), version: z.int(), updatedAt: instantOut.nullable() })
	.openapi("SeverityPolicy");

export const severityPolicyCalls = {
	read: endpoint("get /api/v1/severity-policy", {
		tag: "severity policy",
		summary: "Get the severity policy",
		ids: {},
		answer: severityPolicyOut,
	}),
	replace: endpoint("put /api/v1/severity-policy", {
		tag: "severity policy",
		summary: "Replace the severity policy",
		ids: {},
		body: severityPolicyIn,
		answer: severityPolicyOut,
	}),
};

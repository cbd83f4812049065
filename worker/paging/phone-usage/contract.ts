import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { PHONE_LIMITS } from "../../platform/rules/phone-limits.ts";

const limits = z.object({ person: z.int(), organization: z.int() });

export const phoneUsageOut = z
	.object({
		from: z.object({ sms: z.array(z.string()), voice: z.array(z.string()) }).openapi({
			description:
				"The numbers that texts and calls come from; of two the second texts when the first one’s provider does not. None: there is no account that sends them",
		}),
		limits: z.object({ sms: limits, voice: limits }).openapi({
			description: "Pages and codes in any one hour. Beyond that the person’s next method is used at once",
			example: PHONE_LIMITS,
		}),
		inHour: z
			.object({ sms: z.int(), voice: z.int() })
			.openapi({ description: "Texts and calls of the last hour, of everybody" }),
		months: z.array(z.object({ month: z.string(), smsSegments: z.int(), callMinutes: z.int() })).openapi({
			description:
				"In UTC, newest first, 13 at most: what was asked of the provider. Its bill is what counts",
		}),
	})
	.openapi("PhoneUsage");

export const phoneUsageCalls = {
	read: endpoint("get /api/v1/phone-usage", {
		tag: "contact methods",
		summary: "What texts and calls cost, and how many may be sent",
		ids: {},
		answer: phoneUsageOut,
	}),
};

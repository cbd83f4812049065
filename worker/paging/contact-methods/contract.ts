import { z } from "@hono/zod-openapi";
import { METHOD_KINDS } from "../../people/rules/person.ts";
import { crud, endpoint } from "../../platform/contract/endpoint.ts";
import { instantOut, line, text } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { METHOD_STATES } from "../rules/paging-plan.ts";

/** A `PushSubscription` as the browser serialises it; the keys are checked where they are saved. */
export const subscription = z
	.strictObject({
		endpoint: z.url().max(2_000),
		expirationTime: z.number().nullable().optional(),
		keys: z.strictObject({
			p256dh: base64UrlBytes(65, "must be the 65 bytes of a P-256 point in base64url"),
			auth: base64UrlBytes(16, "must be 16 bytes in base64url"),
		}),
	})
	.openapi("PushSubscription");

const name = line();
const url = z.url({ protocol: /^https?$/ }).max(2_000);
const address = line(320).refine((value) => !/[\r\n]/.test(value), "must be one line");

const other = METHOD_KINDS.filter((kind) => kind !== "push" && kind !== "webhook");

export const contactMethodIn = z
	.discriminatedUnion("kind", [
		z.strictObject({ kind: z.literal("push"), name: name.default("Phone"), subscription }),
		z.strictObject({ kind: z.literal("webhook"), name: name.default("Webhook"), url }),
		z.strictObject({ kind: z.enum(other), name: name.optional(), address: address.optional() }),
	])
	.openapi("NewContactMethod");

export const contactMethodPatch = z
	.strictObject({ name, state: z.enum(METHOD_STATES), subscription, url, address })
	.partial()
	.openapi("ContactMethodPatch");

export const contactMethodOut = z
	.object({
		...storedOut("contactMethod"),
		userId: z.string(),
		kind: z.enum(METHOD_KINDS),
		name: text(200),
		state: z.enum(METHOD_STATES),
		/** Of a push method: who carries it. The subscription itself is never answered. */
		endpointHost: z.string().nullable(),
		/** SHA-256 (hex) of a push endpoint: by it the app knows its own device. */
		endpointHash: z.string().nullable(),
		lastReceiptAt: instantOut.nullable(),
		lastReceiptMs: z.int().nullable(),
		url: z.string().nullable(),
		address: z.string().nullable(),
	})
	.openapi("ContactMethod");

export const contactMethodCalls = {
	...crud({
		path: "/api/v1/users/{userId}/contact-methods",
		one: "contact method",
		many: "contact methods",
		kind: "contactMethod",
		parents: { userId: "user" },
		own: "userId",
		filters: {},
		readRole: "observer",
		writeRole: "observer",
		create: contactMethodIn,
		patch: contactMethodPatch,
		out: contactMethodOut,
		secrets: ["secret"],
		createdOut: contactMethodOut.extend({
			secret: z.string().nullable().openapi({ description: "Webhooks only, once: `whsec_…`" }),
		}),
	}),
	test: endpoint("post /api/v1/users/{userId}/contact-methods/{id}/test", {
		tag: "contact methods",
		summary: "Send a test page: a real one, of an incident that is in no list",
		role: "observer",
		own: "userId",
		ids: { userId: "user", id: "contactMethod" },
		answer: z.object({ incidentId: z.string() }),
		status: 202,
	}),
};

function base64UrlBytes(length: number, message: string) {
	return z
		.string()
		.max(200)
		.refine((value) => {
			const digits = value.replace(/=+$/, "");
			return /^[A-Za-z0-9_-]+$/.test(digits) && Math.floor((digits.length * 6) / 8) === length;
		}, message);
}

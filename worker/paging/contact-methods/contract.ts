import { z } from "@hono/zod-openapi";
import { METHOD_KINDS, type MethodKind } from "../../people/rules/person.ts";
import { crud, endpoint } from "../../platform/contract/endpoint.ts";
import { instantOut, line, seconds, text } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import type { AddressField } from "../channels/channel.ts";
import { pushIn, subscription } from "../channels/push/contract.ts";
import { url, webhookIn } from "../channels/webhook/contract.ts";
import { HEARD, METHOD_STATES } from "../rules/paging-plan.ts";

const name = line();
const address = line(320).refine((value) => !/[\r\n]/.test(value), "must be one line");

/** Channels whose address has a form of its own; that of every other kind is a line of text. */
const FORMS = [pushIn, webhookIn] as const;
type FormedKind = (typeof FORMS)[number]["shape"]["kind"]["value"];

const other = METHOD_KINDS.filter(
	(kind): kind is Exclude<MethodKind, FormedKind> => !FORMS.some((form) => form.shape.kind.value === kind),
);

export const contactMethodIn = z
	.discriminatedUnion("kind", [
		...FORMS,
		z.strictObject({ kind: z.enum(other), name: name.optional(), address: address.optional() }),
	])
	.openapi("NewContactMethod");

/** The fields that hold an address. Every kind has one of them. */
export const ADDRESS_FIELDS = ["subscription", "url", "address"] as const satisfies AddressField[];

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
		stateReason: z.string().nullable().openapi({ description: "Why it was turned off, for people" }),
		/** Of a push method: who carries it. The subscription itself is never answered. */
		endpointHost: z.string().nullable(),
		/** SHA-256 (hex) of a push endpoint: by it the app knows its own device. */
		endpointHash: z.string().nullable(),
		lastReceiptAt: instantOut.nullable(),
		lastReceiptMs: z.int().nullable(),
		heard: z
			.enum(HEARD)
			.nullable()
			.openapi({ description: "What its owner last said of how a page sounded there" }),
		heardAt: instantOut.nullable(),
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
		scope: "accounts",
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
		summary: "Send a test page (a real page from a hidden incident)",
		role: "observer",
		own: "userId",
		scope: "accounts",
		ids: { userId: "user", id: "contactMethod" },
		body: z.strictObject({
			delaySeconds: seconds(0, 60)
				.default(0)
				.openapi({ description: "Time to lock the phone before the page leaves" }),
		}),
		answer: z.object({ incidentId: z.string() }),
		status: 202,
	}),
	heard: endpoint("put /api/v1/users/{userId}/contact-methods/{id}/heard", {
		tag: "contact methods",
		summary: "Say how a page sounded there, after a test page",
		role: "observer",
		own: "userId",
		scope: "accounts",
		ids: { userId: "user", id: "contactMethod" },
		body: z.strictObject({ heard: z.enum(HEARD) }),
		answer: contactMethodOut,
	}),
	code: endpoint("post /api/v1/users/{userId}/contact-methods/{id}/code", {
		tag: "contact methods",
		summary: "Send a code to the address, to prove that it is theirs: once a minute, five times an hour",
		role: "observer",
		own: "userId",
		scope: "accounts",
		ids: { userId: "user", id: "contactMethod" },
		answer: z.object({ expiresAt: instantOut, nextCodeAt: instantOut }),
		status: 202,
	}),
	confirm: endpoint("post /api/v1/users/{userId}/contact-methods/{id}/confirmation", {
		tag: "contact methods",
		summary: "Make the contact method active with the code that was sent to it",
		role: "observer",
		own: "userId",
		scope: "accounts",
		ids: { userId: "user", id: "contactMethod" },
		body: z.strictObject({ code: z.string().regex(/^\d{6}$/, "must be six digits") }),
		answer: contactMethodOut,
	}),
};

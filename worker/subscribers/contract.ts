import { z } from "@hono/zod-openapi";
import { endpoint, listOf, listQuery } from "../platform/contract/endpoint.ts";
import { id, instantOut, unique } from "../platform/contract/fields.ts";
import { SUBSCRIBER_KINDS, SUBSCRIBER_STATES } from "./rules/subscription.ts";

const MOST_COMPONENTS = 500;

export const subscriptionIn = z
	.strictObject({
		kind: z.enum(SUBSCRIBER_KINDS).openapi({ description: "One that this instance cannot send is refused" }),
		target: z.string().trim().min(1).max(2_000).openapi({
			description: "`email`: a mailbox. `webhook`: a URL. `slack`: the URL of an incoming webhook",
		}),
		componentIds: unique(z.string().max(100), MOST_COMPONENTS).min(1).nullable().default(null).openapi({
			description: "Only news of these components. Null: of all of them",
		}),
	})
	.openapi("NewSubscription");

const subscriberOut = z
	.object({
		id: id("subscriber"),
		kind: z.enum(SUBSCRIBER_KINDS),
		state: z.enum(SUBSCRIBER_STATES),
		address: z.string().openapi({ description: "The mailbox; of a URL only its origin" }),
		componentIds: z.array(z.string()).nullable(),
		createdAt: instantOut,
		confirmedAt: instantOut.nullable(),
		failures: z.int().openapi({ description: "Messages in a row that were not delivered" }),
		failingSince: instantOut.nullable(),
	})
	.openapi("Subscriber");
export type SubscriberOut = z.output<typeof subscriberOut>;

export const subscriberListOut = listOf(subscriberOut).extend({
	active: z.int(),
	unconfirmed: z.int(),
	waiting: z.int().openapi({ description: "Messages that are on their way or will be tried again" }),
});

const tag = "subscribers";

export const subscriberCalls = {
	subscribe: endpoint("post /api/public/subscriptions", {
		tag,
		summary: "Be kept posted by the status page; the same answer whether the address is known or not",
		ids: {},
		role: "anyone",
		body: subscriptionIn,
		answer: z.object({ result: z.literal("accepted") }),
		status: 202,
	}),
	list: endpoint("get /api/v1/subscribers", {
		tag,
		summary: "Who is kept posted by the status page, newest first",
		ids: {},
		role: "admin",
		query: listQuery({}),
		answer: subscriberListOut,
	}),
	remove: endpoint("delete /api/v1/subscribers/{id}", {
		tag,
		summary: "Remove a subscriber: nothing is sent to them any more",
		ids: { id: "subscriber" },
		answer: null,
	}),
};

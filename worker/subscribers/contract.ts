import { z } from "@hono/zod-openapi";
import { subscription } from "../paging/channels/push/contract.ts";
import { endpoint, listOf, listQuery } from "../platform/contract/endpoint.ts";
import { id, instantOut, unique } from "../platform/contract/fields.ts";
import { FREQUENCIES, SUBSCRIBER_KINDS, SUBSCRIBER_STATES } from "./rules/subscription.ts";

const MOST_COMPONENTS = 500;

export const subscriptionIn = z
	.strictObject({
		kind: z.enum(SUBSCRIBER_KINDS).openapi({ description: "One that this instance cannot send is refused" }),
		target: z.union([z.string().trim().min(1).max(2_000), subscription]).openapi({
			description:
				"`email`: a mailbox. `webhook`: a URL. `slack`: the URL of an incoming webhook. `push`: a `PushSubscription`",
		}),
		componentIds: unique(z.string().max(100), MOST_COMPONENTS).min(1).nullable().default(null).openapi({
			description: "Only news of these components. Null: of all of them",
		}),
		incidentId: id("incident").nullable().default(null).openapi({
			description: "Only this open incident, until it is over. Null: whatever happens",
		}),
		frequency: z.enum(FREQUENCIES).default("each").openapi({
			description: "Each update when it comes, or one message a day or a week with all of them",
		}),
	})
	.openapi("NewSubscription");
export type GivenSubscription = z.output<typeof subscriptionIn>;

const subscriberOut = z
	.object({
		id: id("subscriber"),
		kind: z.enum(SUBSCRIBER_KINDS),
		state: z.enum(SUBSCRIBER_STATES),
		address: z.string().openapi({ description: "The mailbox; of a URL and of a browser only the origin" }),
		componentIds: z.array(z.string()).nullable(),
		incidentId: z.string().nullable(),
		frequency: z.enum(FREQUENCIES),
		endsAt: instantOut.nullable().openapi({ description: "When one of a single incident ends by itself" }),
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

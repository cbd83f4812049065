import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { instantOut } from "../../platform/contract/fields.ts";

const settings = {
	weekday: z
		.int()
		.min(1)
		.max(7)
		.openapi({ description: "1 = Monday, the default; in the person's time zone" }),
	hour: z.int().min(0).max(23).openapi({ description: "Default: 10" }),
};

export const checkInPatch = z.strictObject(settings).partial().openapi("CheckInSettingsPatch");

/** The last check-in of a person. */
export const lastCheckInOut = z
	.object({
		dueAt: instantOut,
		answeredAt: instantOut.nullable(),
		state: z.enum(["answered", "waiting", "missed"]).openapi({
			description: "`missed`: 24 hours without an answer. An answer still counts then",
		}),
	})
	.openapi("CheckIn");

export const checkInOut = z
	.object({
		version: z.int().openapi({ description: "Of the settings" }),
		settings: z.object({ ...settings, nextAt: instantOut }),
		wanted: z.boolean().openapi({ description: "The setting `weeklyCheckIn` of the organization" }),
		last: lastCheckInOut.nullable(),
	})
	.openapi("CheckInOfPerson");

const common = { tag: "check-ins", role: "observer", answer: checkInOut } as const;
const ofPerson = { ...common, ids: { userId: "user" }, own: "userId" } as const;

export const checkInCalls = {
	read: endpoint("get /api/v1/users/{userId}/check-in", {
		...ofPerson,
		summary: "When the person is asked to check in, and how their last check-in stands",
	}),
	update: endpoint("patch /api/v1/users/{userId}/check-in", {
		...ofPerson,
		summary: "Change when the weekly check-in comes",
		body: checkInPatch,
	}),
	answer: endpoint("put /api/v1/me/check-in", {
		...common,
		ids: {},
		person: true,
		summary: "Say that I am here: it answers every check-in of mine that waits",
	}),
};

/** For the token of a check-in only. */
export const hereCalls = {
	here: endpoint("post /api/v1/page-actions/here", {
		tag: "page actions",
		role: "page",
		ids: {},
		summary: "Say “I am here”, by the token of a check-in",
		body: z.strictObject({}),
		answer: z.object({ result: z.literal("here"), at: instantOut }).openapi("Here"),
	}),
};

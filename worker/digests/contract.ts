import { z } from "@hono/zod-openapi";
import { endpoint } from "../platform/contract/endpoint.ts";
import { instantOut } from "../platform/contract/fields.ts";
import { actionItemOut } from "../reviews/action-items/contract.ts";

const settings = {
	wanted: z.boolean().openapi({ description: "Default: true" }),
	weekday: z
		.int()
		.min(1)
		.max(7)
		.openapi({ description: "1 = Monday, the default; in the person's time zone" }),
	hour: z.int().min(0).max(23).openapi({ description: "Default: 9" }),
};

export const digestPatch = z.strictObject(settings).partial().openapi("DigestSettingsPatch");

const ms = z.int().nullable();
const figure = z.object({ count: z.int(), meanMs: ms, medianMs: ms, p90Ms: ms });
const week = z.object({
	incidents: z.int(),
	pages: z.object({ count: z.int(), night: z.int() }),
	mtta: figure,
	mttr: figure,
});

export const digestOut = z
	.object({
		version: z.int().openapi({ description: "Of the settings" }),
		settings: z.object({ ...settings, nextAt: instantOut }),
		from: instantOut,
		to: instantOut.openapi({ description: "When the last digest was due: the week before is told of" }),
		teams: z
			.array(z.string())
			.openapi({ description: "Whose incidents are counted; none: those of all services" }),
		actionItems: z.object({ open: z.int(), overdue: z.int(), items: z.array(actionItemOut) }),
		reviews: z.array(
			z.object({
				incidentId: z.string(),
				number: z.int(),
				title: z.string(),
				service: z.string(),
				dueAt: instantOut,
				overdue: z.boolean(),
			}),
		),
		week,
		before: week,
	})
	.openapi("Digest");

const common = {
	tag: "digests",
	role: "observer",
	ids: { userId: "user" },
	own: "userId",
	answer: digestOut,
} as const;

export const digestCalls = {
	read: endpoint("get /api/v1/users/{userId}/digest", {
		...common,
		summary: "The person's week: action items, reviews, and their teams' figures beside the week before",
	}),
	update: endpoint("patch /api/v1/users/{userId}/digest", {
		...common,
		summary: "Change whether and when the weekly digest comes",
		body: digestPatch,
	}),
};

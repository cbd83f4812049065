import { z } from "@hono/zod-openapi";
import { SEVERITIES } from "../../paging/rules/severity.ts";
import { METHOD_KINDS } from "../../people/rules/person.ts";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { id, instant, instantOut } from "../../platform/contract/fields.ts";
import { incidentOut } from "../contract/incidents.ts";

const named = z.object({ id: z.string(), name: z.string() });

export const rehearsalIn = z
	.strictObject({
		serviceId: id("service"),
		severity: z
			.enum(SEVERITIES)
			.nullable()
			.default(null)
			.openapi({ description: "Left out: the severity of the service" }),
		at: instant
			.optional()
			.openapi({ description: "When the incident begins: now, or at most a year ahead or a day ago" }),
		receipts: z
			.boolean()
			.default(true)
			.openapi({ description: "Whether phones say that a page arrived; without it other methods follow" }),
		live: z
			.boolean()
			.default(false)
			.openapi({ description: "Run a drill: people are really paged, now, and nothing becomes public" }),
	})
	.refine((body) => !body.live || body.at === undefined, {
		path: ["at"],
		message: "a drill starts now: leave `at` out",
	})
	.openapi("NewRehearsal");

const stepOut = z
	.object({
		kind: z.enum(["page", "level_empty", "exhausted"]),
		at: instantOut,
		afterSeconds: z.number(),
		level: z.int().openapi({ description: "0: all admins, when nobody of the policy can be reached" }),
		round: z.int(),
		attempt: z.int().nullable(),
		user: named.nullable(),
		method: z.object({ id: z.string(), kind: z.enum(METHOD_KINDS), name: z.string() }).nullable(),
	})
	.openapi("RehearsedStep");

export const rehearsalOut = z
	.object({
		serviceId: z.string(),
		severity: z.enum(SEVERITIES),
		at: instantOut,
		policy: named,
		untilAt: instantOut.openapi({ description: "What comes after it is more of the same, or nothing" }),
		mayBeHeld: z
			.boolean()
			.openapi({ description: "A remediation runs first, and holds the first page for 90 s at most" }),
		levelsOfTwo: z
			.array(z.int())
			.openapi({ description: "The levels from which on two different people must acknowledge" }),
		steps: z.array(stepOut),
		incident: incidentOut.nullable().openapi({ description: "The drill, where one was started" }),
	})
	.openapi("Rehearsal");

export const rehearsalCalls = {
	create: endpoint("post /api/v1/rehearsals", {
		tag: "rehearsals",
		summary:
			"Who would be paged, when and how, if nobody answered. Nothing is sent, unless `live` asks for a drill",
		role: "responder",
		ids: {},
		body: rehearsalIn,
		answer: rehearsalOut,
	}),
};

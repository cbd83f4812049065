/** What is wrong with an escalation policy, as it is answered. */
import { z } from "@hono/zod-openapi";
import { endpoint, listOf, listQuery } from "../../platform/contract/endpoint.ts";
import { instantOut } from "../../platform/contract/fields.ts";
import { SEVERITIES } from "../rules/severity.ts";

const named = z.object({ id: z.string(), name: z.string() });
const times = {
	fromAt: instantOut,
	untilAt: instantOut,
	severities: z
		.array(z.enum(SEVERITIES))
		.optional()
		.openapi({ description: "Only for these. Left out: for all that page" }),
	times: z.int().openapi({ description: "How many such stretches there are; this is the first" }),
};

export const findingOut = z
	.discriminatedUnion("kind", [
		z.object({ kind: z.literal("nobody"), ...times }),
		z.object({ kind: z.literal("level_empty"), level: z.int(), ...times }),
		z.object({ kind: z.literal("needs_two"), level: z.int(), ...times }),
		z.object({ kind: z.literal("one_person"), user: named, ...times }),
		z.object({ kind: z.literal("slow_second_person"), afterSeconds: z.int(), ...times }),
		z.object({ kind: z.literal("empty_schedule"), schedule: named }),
		z.object({ kind: z.literal("unreachable_person"), user: named }),
		z.object({ kind: z.literal("unproven_person"), user: named }),
	])
	.openapi("PolicyFinding", {
		description:
			"`nobody`: no person is paged. `one_person`: pages reach one person alone. `needs_two`: the level needs two people and reaches fewer, so one is enough after its time. `slow_second_person`: the second person is paged more than 15 minutes after the first. `unproven_person`: no page has been received by them yet, and no code",
	});

export const policyFindingsOut = z
	.object({ policyId: z.string(), findings: z.array(findingOut) })
	.openapi("PolicyFindings");

const tag = "escalation policies";

export const findingCalls = {
	ofOne: endpoint("get /api/v1/escalation-policies/{id}/findings", {
		tag,
		summary: "List what is wrong with an escalation policy in the next eight weeks, worst first",
		ids: { id: "policy" },
		answer: listOf(findingOut),
	}),
	ofAll: endpoint("get /api/v1/escalation-policy-findings", {
		tag,
		summary: "List what is wrong with each escalation policy in the next eight weeks",
		ids: {},
		query: listQuery({}),
		answer: listOf(policyFindingsOut),
	}),
};

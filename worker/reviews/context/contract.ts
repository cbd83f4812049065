import { z } from "@hono/zod-openapi";
import { DISPOSITIONS, INCIDENT_STATES } from "../../incidents/rules/incident-types.ts";
import { SEVERITIES } from "../../paging/rules/severity.ts";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { instantOut } from "../../platform/contract/fields.ts";
import { LIKENESSES } from "../rules/alike.ts";

const alike = {
	id: z.string(),
	number: z.int(),
	title: z.string(),
	severity: z.enum(SEVERITIES),
	triggeredAt: instantOut,
	likeness: z.enum(LIKENESSES).openapi({ description: "In what it looks the same, closest first" }),
};

export const CHANGED_KINDS = ["service", "monitor", "policy", "remediation", "other"] as const;

export const contextOut = z
	.object({
		similar: z
			.array(
				z.object({
					...alike,
					resolvedAt: instantOut,
					disposition: z.enum(DISPOSITIONS).nullable(),
					note: z.string().nullable().openapi({ description: "What was said when it was resolved" }),
					cause: z.string().nullable().openapi({ description: "The root cause, as its review says" }),
					remediation: z
						.string()
						.nullable()
						.openapi({ description: "The remediation that ran last, and after which it worked again" }),
				}),
			)
			.openapi({ description: "Past incidents of its service that look the same, three at most" }),
		duplicates: z
			.array(z.object({ ...alike, state: z.enum(INCIDENT_STATES) }))
			.openapi({ description: "Open incidents of its service that look the same: they can be merged" }),
		changes: z
			.array(
				z.object({
					at: instantOut,
					kind: z.enum(CHANGED_KINDS),
					targetId: z.string(),
					name: z.string(),
					action: z.enum(["created", "updated", "deleted", "ran", "reported"]),
					fields: z.array(z.string()).openapi({ description: "The settings that were changed" }),
					by: z.string().nullable().openapi({
						description: "Null for a remediation that ran; of what another tool reported, its source",
					}),
					url: z
						.string()
						.nullable()
						.openapi({ description: "Where what another tool reported is shown there" }),
				}),
			)
			.openapi({
				description:
					"What Tocsin knows was changed about its service since three days before it, the newest first: its settings, its monitors and their settings, its escalation policy, remediations that ran for other incidents, and what other tools reported as change events",
			}),
		reports: z
			.object({
				count: z.int(),
				newest: z.array(z.object({ at: instantOut, message: z.string().nullable() })),
			})
			.openapi({
				description: "Customers who said on the status page that they are affected; the newest five",
			}),
		links: z
			.array(z.object({ label: z.string(), url: z.string() }))
			.openapi({ description: "The service’s links, with the time of the incident filled in" }),
	})
	.openapi("IncidentContext");

export type ContextWire = z.infer<typeof contextOut>;

export const contextCalls = {
	read: endpoint("get /api/v1/incidents/{id}/context", {
		tag: "incidents",
		summary: "What is around an incident: similar ones, duplicates, recent changes, and links",
		ids: { id: "incident" },
		answer: contextOut,
	}),
};

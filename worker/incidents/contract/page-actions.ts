/** The calls that a page's token may make (contract section 4). */
import { z } from "@hono/zod-openapi";
import { SEVERITIES } from "../../paging/rules/severity.ts";
import { actorOut } from "../../platform/contract/actor.ts";
import { instant, instantOut } from "../../platform/contract/fields.ts";
import { toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { STEP_KINDS } from "../../runbooks/rules/runbook.ts";
import { INCIDENT_STATES, type IncidentView } from "../rules/incident-types.ts";
import type { PageEvidence } from "../rules/page-evidence.ts";
import { incidentOut, nextEscalationWire } from "./incidents.ts";

export const receiptIn = z.strictObject({ event: z.enum(["received", "opened"]).default("received") });

/** `occurredAt`: when the tap happened, if the phone was offline then. */
export const acknowledgeIn = z.strictObject({ occurredAt: instant.optional() });

const summary = z.string().openapi({ description: "For people: `Western Europe: HTTP 503`" });

const evidenceOut = z.discriminatedUnion("kind", [
	z.object({
		kind: z.literal("check"),
		at: instantOut,
		summary,
		region: z.string(),
		outcome: z.string(),
		reason: z.string().nullable(),
		detail: z.string(),
	}),
	z.object({
		kind: z.literal("alert"),
		at: instantOut,
		summary,
		title: z.string(),
		source: z.string(),
		severity: z.enum(SEVERITIES).nullable(),
	}),
]);

export const pageOut = z
	.object({
		incidentId: z.string(),
		number: z.int(),
		title: z.string(),
		severity: z.enum(SEVERITIES),
		service: z.object({ id: z.string(), name: z.string() }),
		state: z.enum(INCIDENT_STATES),
		acknowledgedBy: actorOut.nullable(),
		triggeredAt: instantOut,
		resolvedAt: instantOut.nullable(),
		nextEscalation: incidentOut.shape.nextEscalation,
		evidence: z.array(evidenceOut).openapi({
			description: "Latest checks when it was triggered, and the newest alert; empty when nothing did",
		}),
		runbook: z
			.object({
				...{ id: z.string(), name: z.string() },
				steps: z.int().openapi({ description: "On the way that the decisions so far lead" }),
				handled: z.int(),
				next: z
					.array(z.object({ id: z.string(), kind: z.enum(STEP_KINDS), title: z.string() }))
					.openapi({ description: "The next steps to do, three at most" }),
				summary: z.string().openapi({ description: "For people: `Runbook “Pool exhausted”: 1. Look at it`" }),
			})
			.nullable(),
		nextUpdateDueAt: instantOut.nullable(),
	})
	.openapi("Page");

export const acknowledgeOut = z
	.object({
		result: z.enum(["acknowledged", "already_acknowledged", "already_resolved"]),
		by: actorOut.nullable(),
		at: instantOut,
		incidentId: z.string(),
		state: z.enum(INCIDENT_STATES),
	})
	.openapi("AcknowledgeOutcome");

export const noChangeOut = z
	.object({
		result: z.enum(["posted", "already_posted", "already_resolved"]),
		incidentId: z.string(),
		state: z.enum(INCIDENT_STATES),
		nextUpdateDueAt: instantOut.nullable(),
	})
	.openapi("NoChangeOutcome");

type PageWire = z.input<typeof pageOut>;
type PageInstants = "triggeredAt" | "resolvedAt" | "nextUpdateDueAt";
type PageFacts = Omit<PageWire, PageInstants | "nextEscalation" | "evidence"> & {
	triggeredAt: number;
	resolvedAt: number | null;
	nextEscalation: IncidentView["nextEscalation"];
	evidence: PageEvidence[];
	nextUpdateDueAt: number | null;
};

export function pageWire(view: PageFacts): PageWire {
	return {
		...view,
		triggeredAt: toWire(view.triggeredAt),
		resolvedAt: toWireOrNull(view.resolvedAt),
		nextEscalation: nextEscalationWire(view.nextEscalation),
		evidence: view.evidence.map((one) => ({ ...one, at: toWire(one.at) })),
		nextUpdateDueAt: toWireOrNull(view.nextUpdateDueAt),
	};
}

type OutcomeWire = z.input<typeof acknowledgeOut>;

export function acknowledgeWire(outcome: Omit<OutcomeWire, "at"> & { at: number }): OutcomeWire {
	return { ...outcome, at: toWire(outcome.at) };
}

type NoChangeWire = z.input<typeof noChangeOut>;

export function noChangeWire(
	outcome: Omit<NoChangeWire, "nextUpdateDueAt"> & { nextUpdateDueAt: number | null },
): NoChangeWire {
	return { ...outcome, nextUpdateDueAt: toWireOrNull(outcome.nextUpdateDueAt) };
}

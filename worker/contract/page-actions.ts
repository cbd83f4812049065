/** The calls that a page's token may make (contract section 4). */
import { z } from "@hono/zod-openapi";
import { INCIDENT_STATES, type IncidentView } from "../core/incident-types.ts";
import { SEVERITIES } from "../core/severity.ts";
import { toWire } from "../core/time.ts";
import { instant, instantOut } from "./fields.ts";
import { actorOut, incidentOut, nextEscalationWire } from "./incidents.ts";

export const receiptIn = z.strictObject({ event: z.enum(["received", "opened"]).default("received") });

/** `occurredAt`: when the tap happened, if the phone was offline then. */
export const acknowledgeIn = z.strictObject({ occurredAt: instant.optional() });

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
		nextEscalation: incidentOut.shape.nextEscalation,
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

type PageWire = z.input<typeof pageOut>;
type PageFacts = Omit<PageWire, "triggeredAt" | "nextEscalation"> & {
	triggeredAt: number;
	nextEscalation: IncidentView["nextEscalation"];
};

export function pageWire(view: PageFacts): PageWire {
	return {
		...view,
		triggeredAt: toWire(view.triggeredAt),
		nextEscalation: nextEscalationWire(view.nextEscalation),
	};
}

type OutcomeWire = z.input<typeof acknowledgeOut>;

export function acknowledgeWire(outcome: Omit<OutcomeWire, "at"> & { at: number }): OutcomeWire {
	return { ...outcome, at: toWire(outcome.at) };
}

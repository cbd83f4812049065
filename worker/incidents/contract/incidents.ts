/** The wire of incidents (contract section 3): what is answered, what each command takes, and how a view becomes it. */
import { z } from "@hono/zod-openapi";
import { TARGET_KINDS } from "../../paging/rules/paging-plan.ts";
import { SEVERITIES, URGENCIES } from "../../paging/rules/severity.ts";
import { actorOut } from "../../platform/contract/actor.ts";
import { id, instant, instantOut, line, text } from "../../platform/contract/fields.ts";
import { toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { TITLE_LENGTH } from "../commands/fields.ts";
import { CALL_ANSWERS } from "../rules/called-in.ts";
import { EVENT_TYPES } from "../rules/events.ts";
import {
	DISPOSITIONS,
	HANDED_ROLES,
	INCIDENT_STATES,
	INCIDENT_STATUSES,
	type IncidentView,
	type TimelineEvent,
} from "../rules/incident-types.ts";
import { SEARCHED_INCIDENTS } from "../rules/search.ts";
import { FINDINGS, UNTRIAGED } from "../rules/triage.ts";

const TEXT_LENGTH = 20_000;

const named = z.object({ id: z.string(), name: z.string() });

const nextEscalation = z
	.object({
		at: instantOut,
		level: z.int(),
		round: z.int(),
		targets: z.array(z.object({ kind: z.enum(TARGET_KINDS), id: z.string(), name: z.string() })),
	})
	.nullable();

export const nextPageOut = z
	.object({ seq: z.int(), at: instantOut, nextEscalation })
	.openapi("NextPage", { description: "It stood from the event `seq` and the instant `at` on" });

export const incidentOut = z
	.object({
		id: z.string(),
		number: z.int().openapi({ description: "What people call it; 0 for a test page, and while it has none" }),
		title: z.string(),
		severity: z.enum(SEVERITIES),
		urgency: z.enum(URGENCIES),
		state: z.enum(INCIDENT_STATES),
		status: z.enum(INCIDENT_STATUSES),
		epoch: z.int(),
		service: named,
		lead: named.nullable(),
		acknowledgedBy: actorOut.nullable(),
		detectedAt: instantOut,
		triggeredAt: instantOut,
		acknowledgedAt: instantOut.nullable(),
		resolvedAt: instantOut.nullable(),
		nextEscalation,
		nextUpdateDueAt: instantOut.nullable(),
		nextStakeholderUpdateDueAt: instantOut.nullable(),
		estimatedResolutionAt: instantOut.nullable().openapi({ description: "As customers were told" }),
		acknowledgeBy: z.object({ at: instantOut, atRiskAt: instantOut }).nullable().openapi({
			description: "By when somebody should acknowledge, and from when on that is at risk",
		}),
		firstAcknowledgement: z
			.object({ by: actorOut, at: instantOut, level: z.int(), enoughAt: instantOut.nullable() })
			.nullable()
			.openapi({
				description:
					"A level needs two people: who acknowledged first. They are not paged, others are. From `enoughAt` on one is enough, since no one else can be reached there",
			}),
		source: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
		drill: z.boolean(),
		flapping: z.boolean(),
		soakUntil: instantOut.nullable().openapi({
			description: "It works again and is watched: it resolves by itself then, unless it fails before",
		}),
		undoUntil: instantOut.nullable().openapi({
			description: "Until then the resolve can be taken back, and the public is not told of it",
		}),
		disposition: z.enum(DISPOSITIONS).nullable(),
		publicClosing: z.object({ component: z.string(), message: z.string() }).nullable().openapi({
			description:
				"What customers of this component read once it is resolved, unless the resolve has a `publicMessage`. Null: they are told nothing of it",
		}),
		handovers: z
			.array(
				z.object({ role: z.enum(HANDED_ROLES), userId: z.string(), userName: z.string(), by: z.string() }),
			)
			.openapi({ description: "Roles that somebody was asked to take over, and has not answered" }),
		calledIn: z
			.array(
				z.object({
					userId: z.string(),
					userName: z.string(),
					by: actorOut,
					answer: z.enum(CALL_ANSWERS).nullable(),
					reason: z.string().nullable(),
				}),
			)
			.openapi({ description: "Whom people called in, and whether they come; null: not said yet" }),
		handoverSuggestion: z
			.object({ userId: z.string(), userName: z.string(), leadId: z.string() })
			.nullable()
			.openapi({ description: "The lead’s shift ended: whom they are asked to hand over to" }),
		mergedInto: named.extend({ number: z.int() }).nullable().openapi({
			description: "The incident in which it goes on: its alerts go there, and it pages nobody any more",
		}),
		triage: z
			.object({ finding: z.enum(FINDINGS).nullable(), customersAffected: z.boolean().nullable() })
			.openapi({ description: "What triage found in this episode; null: nobody has said" }),
		version: z.int(),
	})
	.openapi("Incident");

export const timelineEventOut = z
	.object({
		seq: z.int(),
		type: z.union([z.enum(EVENT_TYPES), z.string()]).openapi({
			description:
				"One of these, or what a newer version wrote before it was rolled back: show it by its name",
		}),
		at: instantOut,
		actor: actorOut,
		data: z.record(z.string(), z.unknown()),
	})
	.openapi("TimelineEvent");

/** A whole timeline at once unless `limit` asks for less: it is short, and a part of it is easily misread. */
export const timelineQuery = z.strictObject({
	limit: z
		.string()
		.regex(/^[1-9]\d{0,4}$/, "must be a whole number from 1 to 10,000")
		.transform(Number)
		.refine((value) => value <= 10_000, "must be a whole number from 1 to 10,000")
		.default(10_000)
		.openapi({ type: "integer", minimum: 1, maximum: 10_000, default: 10_000 }),
	cursor: z.string().max(500).optional(),
});

/** `?at=` of a replay. */
export const replayQuery = z.strictObject({ at: instant });

const SEARCH_LENGTH = 100;

/** `?q=&state=&serviceId=&severity=` of the list. */
export const incidentFilter = {
	q: line(SEARCH_LENGTH)
		.optional()
		.openapi({
			description: `\`#142\` is the incident with that number. Of anything else, each word must be in the title, the number, or the name of the service; it is looked for in the newest ${SEARCHED_INCIDENTS.toLocaleString("en-US")} incidents, or as many before \`cursor\``,
		}),
	state: z.enum(INCIDENT_STATES).optional(),
	serviceId: id("service").optional(),
	severity: z.enum(SEVERITIES).optional(),
};

export const declareIn = z
	.strictObject({
		serviceId: id("service"),
		title: line(TITLE_LENGTH),
		severity: z.enum(SEVERITIES).nullable().default(null),
		description: text(TEXT_LENGTH).nullable().default(null),
	})
	.openapi("DeclareIncident");

export type IncidentWire = z.input<typeof incidentOut>;

/** An incident as the API shows it: the view with its instants spelled out. */
export function incidentWire(view: IncidentView): IncidentWire {
	return {
		id: view.id,
		number: view.number,
		title: view.title,
		severity: view.severity,
		urgency: view.urgency,
		state: view.state,
		status: view.status,
		epoch: view.epoch,
		service: view.service,
		lead: view.lead,
		acknowledgedBy: view.acknowledgedBy,
		detectedAt: toWire(view.detectedAt),
		triggeredAt: toWire(view.triggeredAt),
		acknowledgedAt: toWireOrNull(view.acknowledgedAt),
		resolvedAt: toWireOrNull(view.resolvedAt),
		nextEscalation: nextEscalationWire(view.nextEscalation),
		nextUpdateDueAt: toWireOrNull(view.nextUpdateDueAt),
		nextStakeholderUpdateDueAt: toWireOrNull(view.nextStakeholderUpdateDueAt ?? null),
		estimatedResolutionAt: toWireOrNull(view.estimatedResolutionAt ?? null),
		acknowledgeBy: acknowledgeByWire(view.acknowledgeBy ?? null),
		firstAcknowledgement: firstWire(view.firstAcknowledgement ?? null),
		source: view.source,
		drill: view.drill,
		flapping: view.flapping,
		soakUntil: toWireOrNull(view.soakUntil),
		undoUntil: toWireOrNull(view.undoUntil),
		disposition: view.disposition,
		publicClosing: view.publicClosing ?? null,
		handovers: view.handovers ?? [],
		calledIn: view.calledIn ?? [],
		handoverSuggestion: view.handoverSuggestion ?? null,
		mergedInto: mergedIntoWire(view.mergedInto),
		triage: view.triage ?? UNTRIAGED,
		version: view.version,
	};
}

function mergedIntoWire(into: IncidentView["mergedInto"]): IncidentWire["mergedInto"] {
	return into ? { id: into.id, name: into.title, number: into.number } : null;
}

function firstWire(
	first: NonNullable<IncidentView["firstAcknowledgement"]> | null,
): IncidentWire["firstAcknowledgement"] {
	return first && { ...first, at: toWire(first.at), enoughAt: toWireOrNull(first.enoughAt) };
}

function acknowledgeByWire(by: { at: number; atRiskAt: number } | null): IncidentWire["acknowledgeBy"] {
	return by && { at: toWire(by.at), atRiskAt: toWire(by.atRiskAt) };
}

export function nextEscalationWire(next: IncidentView["nextEscalation"]): IncidentWire["nextEscalation"] {
	if (!next) return null;
	const targets = next.targets.map((t) => ({
		kind: t.kind as (typeof TARGET_KINDS)[number],
		id: t.id,
		name: t.name,
	}));
	return { at: toWire(next.at), level: next.level, round: next.round, targets };
}

/** A timeline names no address of a person, and so no conversation in which a page stands. */
export function timelineEventWire({
	seq,
	type,
	at,
	actor,
	data,
}: TimelineEvent): z.input<typeof timelineEventOut> {
	const { place: _, ...told } = data;
	return { seq, type, at: toWire(at), actor, data: type === "page_accepted" ? told : data };
}

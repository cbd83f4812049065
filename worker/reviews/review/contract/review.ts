import { z } from "@hono/zod-openapi";
import { SEVERITIES } from "../../../paging/rules/severity.ts";
import { actorOut } from "../../../platform/contract/actor.ts";
import { id, instant, instantOut, line, text, unique } from "../../../platform/contract/fields.ts";
import { storedOut } from "../../../platform/contract/stored.ts";
import { actionItemOut } from "../../action-items/contract.ts";
import { ACTION_ITEM_TYPES } from "../../rules/action-item.ts";
import { CAUSES, REVIEW_STATES, SECTIONS } from "../../rules/review.ts";

const SECTION_LENGTH = 50_000;
const PUBLIC_TEXT_LENGTH = 20_000;
const NOTE_LENGTH = 2_000;
const MOST_ENTRIES = 2_000;

const entry = z
	.strictObject({
		seq: z.int().min(1),
		hidden: z.boolean().default(false),
		note: text(NOTE_LENGTH).nullable().default(null),
	})
	.openapi("ReviewTimelineEntry");

export const sectionPatch = z
	.strictObject({
		text: text(SECTION_LENGTH),
		entries: z
			.array(entry)
			.max(MOST_ENTRIES)
			.refine((all) => new Set(all.map(({ seq }) => seq)).size === all.length, "must not name an event twice")
			.openapi({ description: "Of the timeline alone: which events to leave out, and notes on them" }),
	})
	.partial()
	.openapi("ReviewSectionPatch");

export const sectionOut = z
	.object({
		text: z.string().openapi({ description: "Markdown" }),
		version: z.int(),
		updatedAt: instantOut,
		updatedBy: actorOut,
		prefilled: z.boolean().openapi({ description: "Nobody has edited it yet" }),
		entries: z.array(entry).optional(),
		lines: z
			.array(z.object({ seq: z.int(), at: instantOut, text: z.string(), pinned: z.boolean() }))
			.optional()
			.openapi({ description: "The incident's events that matter, as the draft tells them" }),
	})
	.openapi("ReviewSection");

export const sectionVersionOut = z
	.object({
		version: z.int(),
		text: z.string(),
		updatedAt: instantOut,
		updatedBy: actorOut,
		entries: z.array(entry).optional(),
	})
	.openapi("ReviewSectionVersion");

const incidentOfReview = z.object({
	id: z.string(),
	number: z.int(),
	title: z.string(),
	severity: z.enum(SEVERITIES),
	service: z.object({ id: z.string(), name: z.string() }),
	lead: z.object({ id: z.string(), name: z.string() }).nullable(),
	drill: z.boolean(),
	detectedAt: instantOut,
	triggeredAt: instantOut,
	acknowledgedAt: instantOut.nullable(),
	resolvedAt: instantOut.nullable(),
});

/** What a row says by itself. */
export const reviewFields = z.object({
	...storedOut("review"),
	incidentId: z.string(),
	serviceId: z.string(),
	state: z.enum(REVIEW_STATES),
	resolvedAt: instantOut.nullable(),
	dueAt: instantOut.nullable(),
	meetingAt: instantOut.nullable(),
	attendeeIds: z.array(z.string()),
	approverId: z.string().nullable(),
	cause: z.enum(CAUSES).nullable(),
	publicText: z.string().nullable(),
	approvedAt: instantOut.nullable(),
	approvedBy: actorOut.nullable(),
	publishedAt: instantOut.nullable(),
	publishedBy: actorOut.nullable(),
	skippedAt: instantOut.nullable(),
	skippedBy: actorOut.nullable(),
	skippedReason: z.string().nullable(),
	dismissedProposals: z.array(z.string()).openapi({
		description: "The texts of proposed action items that somebody dismissed; who, the audit log says",
	}),
});

export const reviewListed = reviewFields
	.extend({
		required: z.boolean().openapi({ description: "By the severity policy as it is now" }),
		overdue: z.boolean(),
		incident: incidentOfReview.nullable(),
	})
	.openapi("ReviewSummary");

const figure = z.int().nullable().openapi({ description: "Milliseconds; null: it never happened" });

export const reviewOut = reviewListed
	.extend({
		changedSinceApproval: z
			.array(z.enum(SECTIONS))
			.openapi({ description: "The sections that were changed after the review was approved" }),
		publicDraft: z.string().nullable().openapi({
			description: "What publicText may begin with, made of public facts alone; null: it was never public",
		}),
		proposedActions: z
			.array(
				z.object({
					text: z.string(),
					type: z.enum(ACTION_ITEM_TYPES).nullable(),
					from: z.enum(["runbook", "note", "timeline"]),
				}),
			)
			.openapi({
				description:
					"What no action item has taken over, and nobody has dismissed: an item names it as its `proposal`",
			}),
		figures: z.object({ detectMs: figure, acknowledgeMs: figure, resolveMs: figure }),
		sections: z.object(
			Object.fromEntries(SECTIONS.map((name) => [name, sectionOut])) as Record<
				(typeof SECTIONS)[number],
				typeof sectionOut
			>,
		),
	})
	.openapi("Review");

export const reviewPatch = z
	.strictObject({
		state: z.enum(["draft", "in_review"]),
		meetingAt: instant.nullable(),
		attendeeIds: unique(id("user"), 100),
		approverId: id("user").nullable(),
		cause: z.enum(CAUSES).nullable(),
		publicText: text(PUBLIC_TEXT_LENGTH).nullable(),
	})
	.partial()
	.openapi("ReviewPatch");

export const publicationIn = z
	.strictObject({ publicText: text(PUBLIC_TEXT_LENGTH).nullable().optional() })
	.openapi("PublishReview");

export const proposalIn = z
	.strictObject({ text: line(500).openapi({ description: "The proposal's text" }) })
	.openapi("DismissProposal");

export const skipIn = z.strictObject({ reason: line(500) }).openapi("SkipReview");

/** The whole review as a file: what another tool, or a later Tocsin, can read. */
export const reviewExport = z
	.object({
		format: z.literal("tocsin-review"),
		formatVersion: z.literal(1),
		exportedAt: instantOut,
		review: reviewOut,
		actionItems: z.array(actionItemOut),
		attendees: z.array(z.object({ id: z.string(), name: z.string() })),
	})
	.openapi("ReviewExport");

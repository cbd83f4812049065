import { isNotNull } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Actor } from "../../worker/platform/rules/caller.ts";
import { ACTION_ITEM_STATES, ACTION_ITEM_TYPES } from "../../worker/reviews/rules/action-item.ts";
import { ISSUE_STATES } from "../../worker/reviews/rules/issue.ts";
import { REMINDER_KINDS } from "../../worker/reviews/rules/reminder.ts";
import { CAUSES, REVIEW_STATES, SECTIONS, type TimelineEntry } from "../../worker/reviews/rules/review.ts";
import { flag, json, stored } from "../platform/tables.ts";

/** One an incident; its id follows from the incident's. */
export const reviews = sqliteTable(
	"reviews",
	{
		...stored(),
		incidentId: text("incident_id").notNull(),
		serviceId: text("service_id").notNull(),
		state: text("state", { enum: REVIEW_STATES }).notNull(),
		/** The resolve from which `dueAt` counts; both are null while the incident is open again. */
		resolvedAt: integer("resolved_at"),
		dueAt: integer("due_at"),
		/** The incident's last event that the draft knows. */
		draftedSeq: integer("drafted_seq").notNull(),
		meetingAt: integer("meeting_at"),
		attendeeIds: json<string[]>("attendee_ids").notNull(),
		approverId: text("approver_id"),
		cause: text("cause", { enum: CAUSES }),
		publicText: text("public_text"),
		approvedAt: integer("approved_at"),
		approvedBy: json<Actor>("approved_by"),
		publishedAt: integer("published_at"),
		publishedBy: json<Actor>("published_by"),
		skippedAt: integer("skipped_at"),
		skippedBy: json<Actor>("skipped_by"),
		skippedReason: text("skipped_reason"),
		/** The texts of the proposed action items that nobody wants. */
		dismissedProposals: json<string[]>("dismissed_proposals").notNull().default([]),
	},
	(table) => [
		uniqueIndex("reviews_by_incident").on(table.incidentId),
		index("reviews_by_due").on(table.state, table.dueAt),
		/** What the status page reads once a minute. */
		index("reviews_public").on(table.publishedAt).where(isNotNull(table.publicText)),
	],
);

/** Every version of every section, append-only: the greatest is what the section says, the others are its history. */
export const reviewSections = sqliteTable(
	"review_sections",
	{
		reviewId: text("review_id")
			.notNull()
			.references(() => reviews.id, { onDelete: "cascade" }),
		name: text("name", { enum: SECTIONS }).notNull(),
		version: integer("version").notNull(),
		text: text("text").notNull(),
		/** Of the timeline alone; empty elsewhere. */
		entries: json<TimelineEntry[]>("entries").notNull(),
		at: integer("at").notNull(),
		/** The system wrote what is prefilled. */
		by: json<Actor>("by").notNull(),
	},
	(table) => [primaryKey({ columns: [table.reviewId, table.name, table.version] })],
);

export const actionItems = sqliteTable(
	"action_items",
	{
		...stored(),
		text: text("text").notNull(),
		ownerId: text("owner_id").notNull(),
		dueAt: integer("due_at").notNull(),
		state: text("state", { enum: ACTION_ITEM_STATES }).notNull(),
		type: text("type", { enum: ACTION_ITEM_TYPES }),
		incidentId: text("incident_id"),
		/** The incident's service. */
		serviceId: text("service_id"),
		wouldHavePreventedIncidentIds: json<string[]>("would_have_prevented_incident_ids").notNull(),
		link: text("link"),
		/** The text of the review's proposal that it took over. */
		proposal: text("proposal"),
		closedAt: integer("closed_at"),
	},
	(table) => [
		index("action_items_by_due").on(table.dueAt, table.id),
		/** Of what is done there is more each week: it is not looked at each minute. */
		index("action_items_by_state").on(table.state, table.dueAt),
		index("action_items_by_owner").on(table.ownerId, table.dueAt),
		index("action_items_by_incident").on(table.incidentId),
		index("action_items_by_service").on(table.serviceId, table.dueAt),
	],
);

/**
 * What is to be told once: the row is the mark that it was noticed and the word that waits to be sent. A deadline that is
 * moved is another one.
 */
export const reminders = sqliteTable(
	"reminders",
	{
		subjectId: text("subject_id").notNull(),
		kind: text("kind", { enum: REMINDER_KINDS }).notNull(),
		deadlineAt: integer("deadline_at").notNull(),
		userId: text("user_id").notNull(),
		madeAt: integer("made_at").notNull(),
		attempts: integer("attempts").notNull(),
		/** Nobody else sends it before. */
		claimedUntil: integer("claimed_until").notNull(),
		/** When nothing is left to do about it; `outcome` says what became of it. */
		settledAt: integer("settled_at"),
		outcome: text("outcome"),
	},
	(table) => [
		primaryKey({ columns: [table.subjectId, table.kind, table.deadlineAt, table.userId] }),
		index("reminders_waiting").on(table.settledAt, table.claimedUntil),
	],
);

/**
 * That an action item is to have an issue: written before anybody is asked, so that a lost answer does not make a second
 * one. One an item, for good: what failed is tried again under the same marker.
 */
export const actionItemIssues = sqliteTable(
	"action_item_issues",
	{
		actionItemId: text("action_item_id")
			.primaryKey()
			.references(() => actionItems.id, { onDelete: "cascade" }),
		trackerId: text("tracker_id").notNull(),
		/** A UUID by which the issue is found again in the tracker. */
		marker: text("marker").notNull(),
		state: text("state", { enum: ISSUE_STATES }).notNull(),
		attempts: integer("attempts").notNull(),
		/** Nobody else asks the tracker before. */
		claimedUntil: integer("claimed_until").notNull(),
		/** A request to create it may have been carried out: it is looked for before another one. */
		mayExist: flag("may_exist").notNull(),
		/** What the tracker calls it: "#88", "SHOP-12". */
		key: text("key"),
		/** In words, why it is not there. */
		detail: text("detail"),
		requestedAt: integer("requested_at").notNull(),
		requestedBy: json<Actor>("requested_by").notNull(),
	},
	(table) => [index("action_item_issues_waiting").on(table.state, table.claimedUntil)],
);

import { z } from "@hono/zod-openapi";
import { endpoint, listOf, listQuery } from "../../../platform/contract/endpoint.ts";
import { id } from "../../../platform/contract/fields.ts";
import { yesOrNo } from "../../action-items/contract.ts";
import { REVIEW_STATES, SECTIONS } from "../../rules/review.ts";
import {
	proposalIn,
	publicationIn,
	reviewExport,
	reviewListed,
	reviewOut,
	reviewPatch,
	sectionOut,
	sectionPatch,
	sectionVersionOut,
	skipIn,
} from "./review.ts";

const tag = "reviews";
const ids = { incidentId: "incident" } as const;
const write = { tag, ids, role: "responder", answer: reviewOut } as const;
const section = { tag, ids, words: { name: SECTIONS } };

export const EXPORT_FORMATS = ["markdown", "json", "html"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const reviewCalls = {
	list: endpoint("get /api/v1/reviews", {
		tag,
		summary: "List reviews, those of the newest incidents first",
		ids: {},
		query: listQuery({
			state: z.enum(REVIEW_STATES).optional(),
			serviceId: id("service").optional(),
			overdue: yesOrNo,
			skipped: yesOrNo,
		}),
		answer: listOf(reviewListed),
	}),
	read: endpoint("get /api/v1/reviews/{incidentId}", {
		tag,
		summary: "Read the review of an incident",
		ids,
		answer: reviewOut,
	}),
	create: endpoint("put /api/v1/reviews/{incidentId}", {
		...write,
		summary: "Have a review of an incident that does not require one; answers the one that is there",
	}),
	update: endpoint("patch /api/v1/reviews/{incidentId}", {
		...write,
		summary: "Change a review",
		body: reviewPatch,
	}),
	remove: endpoint("delete /api/v1/reviews/{incidentId}", {
		tag,
		ids,
		role: "responder",
		summary: "Delete a review that is not required",
		answer: null,
	}),
	approve: endpoint("put /api/v1/reviews/{incidentId}/approval", { ...write, summary: "Approve a review" }),
	unapprove: endpoint("delete /api/v1/reviews/{incidentId}/approval", {
		...write,
		summary: "Take the approval back",
	}),
	publish: endpoint("put /api/v1/reviews/{incidentId}/publication", {
		...write,
		summary: "Publish a review",
		body: publicationIn,
	}),
	withdraw: endpoint("delete /api/v1/reviews/{incidentId}/publication", {
		...write,
		summary: "Withdraw a published review",
	}),
	skip: endpoint("put /api/v1/reviews/{incidentId}/skip", {
		...write,
		summary: "Skip a review, with the reason",
		body: skipIn,
	}),
	unskip: endpoint("delete /api/v1/reviews/{incidentId}/skip", {
		...write,
		summary: "Take a skipped review up again",
	}),
	dismiss: endpoint("put /api/v1/reviews/{incidentId}/dismissed-proposals", {
		...write,
		summary: "Dismiss a proposed action item",
		body: proposalIn,
	}),
	undismiss: endpoint("delete /api/v1/reviews/{incidentId}/dismissed-proposals", {
		...write,
		summary: "Propose a dismissed action item again",
		body: proposalIn,
	}),
	readSection: endpoint("get /api/v1/reviews/{incidentId}/sections/{name}", {
		...section,
		summary: "Read a section",
		answer: sectionOut,
	}),
	updateSection: endpoint("patch /api/v1/reviews/{incidentId}/sections/{name}", {
		...section,
		role: "responder",
		summary: "Change a section; If-Match is required",
		body: sectionPatch,
		answer: sectionOut,
	}),
	versions: endpoint("get /api/v1/reviews/{incidentId}/sections/{name}/versions", {
		...section,
		summary: "Every version of a section, newest first",
		query: listQuery({}),
		answer: listOf(sectionVersionOut),
	}),
	export: endpoint("get /api/v1/reviews/{incidentId}/export", {
		tag,
		summary: "The whole review as Markdown, as a page to print, or as JSON",
		ids,
		query: z.strictObject({ format: z.enum(EXPORT_FORMATS).default("markdown") }),
		answer: reviewExport,
	}),
	meeting: endpoint("get /api/v1/reviews/{incidentId}/meeting.ics", {
		tag,
		summary: "An invitation to the review's meeting, as iCalendar",
		ids,
		answer: z.string(),
	}),
};

import { Hono } from "hono";
import { actionItemsOf } from "../../../db/reviews/action-items.ts";
import { peopleOf } from "../../../db/reviews/people.ts";
import type { ReviewRow } from "../../../db/reviews/reviews.ts";
import { currentSections } from "../../../db/reviews/sections.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { problem } from "../../platform/http/problems.ts";
import { toWire } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { shownActionItems } from "../action-items/wire.ts";
import { type ReviewDocument, reviewMarkdown, reviewTitle } from "../rules/markdown.ts";
import { changedSinceApproval, SECTIONS, type SectionName } from "../rules/review.ts";
import { firstAcknowledgedAt } from "../rules/story.ts";
import { type ExportFormat, reviewCalls } from "./contract/review-calls.ts";
import { invitation } from "./invitation.ts";
import { PRINT_POLICY, printPage } from "./print-page.ts";
import { hasReview, withReview } from "./resource.ts";
import { shownReview, storyOf } from "./show.ts";

/** The review as files: to read elsewhere, to print, and to meet about it. */
export const reviewFileRoutes = new Hono<AppEnv>();

handle(
	reviewFileRoutes,
	reviewCalls.export,
	(c, { ids, query }) => withReview(c, ids, (row) => exported(c, row, query.format)),
	hasReview,
);

handle(
	reviewFileRoutes,
	reviewCalls.meeting,
	(c, { ids }) =>
		withReview(c, ids, async (row) => {
			if (row.meetingAt === null)
				return problem(c, "conflict", "The review has no meeting yet. Set meetingAt first.");
			const [document, attendees] = await Promise.all([
				documentOf(c, row),
				peopleOf(c.env.DB, row.attendeeIds),
			]);
			const origin = publicUrl(c.env, c.req.url);
			const text = invitation({
				id: `${row.id}@tocsin`,
				sequence: row.version,
				changedAt: row.updatedAt,
				startsAt: row.meetingAt,
				title: reviewTitle(document),
				url: origin === "" ? "" : `${origin}/app/incidents/${row.incidentId}`,
				attendees,
			});
			return file(c, text, { type: "text/calendar; charset=utf-8", name: nameOf(document, "ics") });
		}),
	hasReview,
);

async function exported(c: AppContext, row: ReviewRow, format: ExportFormat): Promise<Response> {
	if (format === "json") return exportedJson(c, row);
	const document = await documentOf(c, row);
	const markdown = reviewMarkdown(document);
	if (format === "markdown")
		return file(c, markdown, { type: "text/markdown; charset=utf-8", name: nameOf(document, "md") });
	c.header("content-security-policy", PRINT_POLICY);
	const page = await printPage(reviewTitle(document), markdown);
	return file(c, page, { type: "text/html; charset=utf-8", name: nameOf(document, "html") }, "inline");
}

async function exportedJson(c: AppContext, row: ReviewRow): Promise<Response> {
	const [review, items, people] = await Promise.all([
		shownReview(c.env, row, Date.now()),
		actionItemsOf(c.env.DB, row.incidentId),
		peopleOf(c.env.DB, row.attendeeIds),
	]);
	const whole = {
		format: "tocsin-review",
		formatVersion: 1,
		exportedAt: toWire(Date.now()),
		review,
		actionItems: await shownActionItems(c.env, items),
		attendees: people.map(({ id, name }) => ({ id, name })),
	};
	const name = review.incident ? `review-${review.incident.number}.json` : "review.json";
	return file(c, JSON.stringify(whole, null, "\t"), { type: "application/json", name });
}

async function documentOf(c: AppContext, row: ReviewRow): Promise<ReviewDocument> {
	const { DB } = c.env;
	const [story, sections, items] = await Promise.all([
		storyOf(c.env, row),
		currentSections(DB, row.id),
		actionItemsOf(DB, row.incidentId),
	]);
	const people = await peopleOf(DB, [
		...new Set([...row.attendeeIds, ...items.map(({ ownerId }) => ownerId)]),
	]);
	const nameOfUser = (id: string) => people.find((person) => person.id === id)?.name ?? "someone who left";
	const text = (name: SectionName) => sections.find((section) => section.name === name)?.text ?? "";
	return {
		...row,
		incident: story && {
			...story.view,
			acknowledgedAt: firstAcknowledgedAt(story.events),
			service: story.view.service.name,
		},
		approvedBy: row.approvedBy?.name ?? null,
		changedSinceApproval: changedSinceApproval(row, sections),
		attendees: row.attendeeIds.map(nameOfUser),
		sections: Object.fromEntries(SECTIONS.map((name) => [name, text(name)])) as Record<SectionName, string>,
		actionItems: items.map((item) => ({ ...item, owner: nameOfUser(item.ownerId) })),
	};
}

const nameOf = ({ incident }: ReviewDocument, ending: string): string =>
	incident ? `review-${incident.number}.${ending}` : `review.${ending}`;

function file(
	c: AppContext,
	text: string,
	{ type, name }: { type: string; name: string },
	how: "attachment" | "inline" = "attachment",
): Response {
	return c.body(text, 200, { "content-type": type, "content-disposition": `${how}; filename="${name}"` });
}

import { missingReferences, type Reference } from "../../../db/platform/references.ts";
import { type ReviewRow, reviewRows } from "../../../db/reviews/reviews.ts";
import { ruleFor } from "../../paging/rules/severity.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import type { Env } from "../../platform/env.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { quietly } from "../../platform/http/refresh.ts";
import { type Resource, updateOne } from "../../platform/http/resource.ts";
import { publicationOf } from "../../platform/stubs.ts";
import { reviewNews } from "../../status/rules/public-review.ts";
import { refuseProgress } from "../rules/review.ts";
import { moment } from "../rules/words.ts";
import { ensureReview, isRequired } from "./ensure.ts";
import { plainReview, shownReview } from "./show.ts";
import { incidentView, severityPolicyOf } from "./story-of.ts";

/** The people whom a review names are looked up when they are named, and free to leave afterwards. */
export const reviews: Resource<ReviewRow> = {
	kind: "review",
	rows: reviewRows,
	plain: plainReview,
	show: (c, rows) => Promise.all(rows.map((row) => shownReview(c.env, row, Date.now()))),
	refuse: async (c, row) => [...refuseMeeting(row), ...(await unknownPeople(c, row))],
	conflictReason: async (c, before, after) =>
		after ? refuseProgress(before, after) : refuseRemoval(c, before),
	changed: async (c, row, _how, before) => {
		if (row.publishedAt !== null || before?.publishedAt) await tellPublic(c.env, row);
	},
};

/** Before the answer: the status page shows the public text as it is now. What is lost here, the Publication reads. */
const tellPublic = (env: Env, row: ReviewRow): Promise<void> =>
	quietly("review.publish_failed", { reviewId: row.id }, () => publicationOf(env).setReview(reviewNews(row)));

/** The review's row by its incident; 404 where there is none. */
export async function withReview(
	c: AppContext,
	{ incidentId }: { incidentId: string },
	run: (row: ReviewRow) => Response | Promise<Response>,
): Promise<Response> {
	const row = await ensureReview(c.env, incidentId);
	return row ? run(row) : notFound(c);
}

/** One change of the review, over whatever others changed meanwhile. */
export function changeReview(
	c: AppContext,
	ids: { incidentId: string },
	apply: (row: ReviewRow) => ReviewRow,
): Promise<Response> {
	return withReview(c, ids, ({ id }) => updateOne(c, reviews, id, apply));
}

/** What `handle` asks before it complains of the request: no review, nothing to complain of. */
export async function hasReview(c: AppContext, { incidentId }: { incidentId: string }): Promise<boolean> {
	return (await ensureReview(c.env, incidentId)) !== null;
}

function refuseMeeting({ meetingAt, resolvedAt }: ReviewRow): FieldError[] {
	if (meetingAt === null || resolvedAt === null || meetingAt > resolvedAt) return [];
	return [fieldError("/meetingAt", `must be after the incident was resolved, on ${moment(resolvedAt)}`)];
}

async function unknownPeople(c: AppContext, row: ReviewRow): Promise<FieldError[]> {
	const kind = "user" as const;
	const named: Reference[] = row.attendeeIds.map((id, i) => ({ pointer: `/attendeeIds/${i}`, kind, id }));
	if (row.approverId !== null) named.push({ pointer: "/approverId", kind, id: row.approverId });
	const missing = await missingReferences(c.env.DB, named);
	return missing.map(({ pointer, id }) => fieldError(pointer, `does not exist: ${id}`));
}

async function refuseRemoval(c: AppContext, row: ReviewRow): Promise<string | null> {
	if (row.state === "published") return "The review is published. Withdraw it before you delete it.";
	const [view, policy] = await Promise.all([incidentView(c.env, row.incidentId), severityPolicyOf(c.env)]);
	const isNeeded = view !== null && isRequired(view, ruleFor(policy, view.severity));
	return isNeeded ? "The severity policy requires this review. Skip it with a reason instead." : null;
}

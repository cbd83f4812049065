import { Hono } from "hono";
import type { ReviewRow } from "../../../db/reviews/reviews.ts";
import { currentSections } from "../../../db/reviews/sections.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { problem } from "../../platform/http/problems.ts";
import { readOne } from "../../platform/http/resource.ts";
import { changedSinceApproval } from "../rules/review.ts";
import { reviewCalls } from "./contract/review-calls.ts";
import { changeReview, hasReview, reviews, withReview } from "./resource.ts";

/** What is done with a review, with who and when. Done a second time, it changes nothing. */
export const reviewCommandRoutes = new Hono<AppEnv>();

handle(
	reviewCommandRoutes,
	reviewCalls.approve,
	(c, { ids }) =>
		withReview(c, ids, async (found) => {
			if (!mayApprove(c, found))
				return problem(c, "forbidden", "Only the approver or an admin can approve this.");
			const changed = changedSinceApproval(found, await currentSections(c.env.DB, found.id));
			if (found.approvedAt !== null && changed.length === 0) return readOne(c, reviews, found.id);
			return changeReview(c, ids, (row) => ({
				...row,
				state: row.state === "draft" ? "in_review" : row.state,
				approvedAt: Date.now(),
				approvedBy: c.get("actor"),
			}));
		}),
	hasReview,
);

handle(
	reviewCommandRoutes,
	reviewCalls.unapprove,
	(c, { ids }) => takeBack(c, ids, "approvedAt", (row) => ({ ...row, approvedAt: null, approvedBy: null })),
	hasReview,
);

handle(
	reviewCommandRoutes,
	reviewCalls.publish,
	(c, { ids, body }) =>
		changeReview(c, ids, (row) => ({
			...row,
			...(body.publicText === undefined ? {} : { publicText: body.publicText }),
			state: "published",
			publishedAt: row.publishedAt ?? Date.now(),
			publishedBy: row.publishedBy ?? c.get("actor"),
		})),
	hasReview,
);

handle(
	reviewCommandRoutes,
	reviewCalls.withdraw,
	(c, { ids }) =>
		takeBack(c, ids, "publishedAt", (row) => ({
			...row,
			state: "in_review",
			publishedAt: null,
			publishedBy: null,
		})),
	hasReview,
);

handle(
	reviewCommandRoutes,
	reviewCalls.skip,
	(c, { ids, body }) =>
		changeReview(c, ids, (row) => ({
			...row,
			skippedReason: body.reason,
			skippedAt: row.skippedAt ?? Date.now(),
			skippedBy: row.skippedBy ?? c.get("actor"),
		})),
	hasReview,
);

handle(
	reviewCommandRoutes,
	reviewCalls.unskip,
	(c, { ids }) =>
		takeBack(c, ids, "skippedAt", (row) => ({
			...row,
			skippedAt: null,
			skippedBy: null,
			skippedReason: null,
		})),
	hasReview,
);

/** Takes something back; where it is not there, the review is answered as it is. */
function takeBack(
	c: AppContext,
	ids: { incidentId: string },
	field: "approvedAt" | "publishedAt" | "skippedAt",
	apply: (row: ReviewRow) => ReviewRow,
): Promise<Response> {
	return withReview(c, ids, (found) =>
		found[field] === null ? readOne(c, reviews, found.id) : changeReview(c, ids, apply),
	);
}

/** Without an approver, everybody who may write may approve. */
function mayApprove(c: AppContext, { approverId }: ReviewRow): boolean {
	const { kind, id } = c.get("actor");
	return approverId === null || c.get("role") === "admin" || (kind === "user" && id === approverId);
}

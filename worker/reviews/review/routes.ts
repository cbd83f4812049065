import { Hono } from "hono";
import { listReviews, type ReviewRow } from "../../../db/reviews/reviews.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { makeCursor, readCursor } from "../../platform/http/cursor.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { readOne, removeOne } from "../../platform/http/resource.ts";
import { reviewCalls } from "./contract/review-calls.ts";
import { ensureReview } from "./ensure.ts";
import { changeReview, hasReview, reviews, withReview } from "./resource.ts";
import { listedReviews } from "./show.ts";
import { incidentView } from "./story-of.ts";

export const reviewRoutes = new Hono<AppEnv>();

handle(reviewRoutes, reviewCalls.list, async (c, { query }) => {
	const { limit, cursor, ...filter } = query;
	const list = c.req.path;
	const before = cursor === undefined ? null : await readCursor(c.env, list, cursor);
	if (cursor !== undefined && before === null)
		return invalid(c, [fieldError("?cursor", "is not a valid cursor for this list")]);
	const now = Date.now();
	const found = await listReviews(c.env.DB, filter, { limit: limit + 1, before }, now);
	const rows = found.slice(0, limit);
	const last = rows.at(-1);
	const nextCursor = found.length > limit && last ? await makeCursor(c.env, list, last.id) : null;
	return c.json({ items: await listedReviews(c.env, rows, now), nextCursor });
});

handle(
	reviewRoutes,
	reviewCalls.read,
	(c, { ids }) => withReview(c, ids, ({ id }) => readOne(c, reviews, id)),
	hasReview,
);

handle(reviewRoutes, reviewCalls.create, async (c, { ids }) => {
	const review = await ensureReview(c.env, ids.incidentId, "byHand");
	if (review) return readOne(c, reviews, review.id);
	const view = await incidentView(c.env, ids.incidentId);
	if (!view || view.source.kind === "test") return notFound(c);
	return problem(c, "conflict", "The incident is still open. Resolve it, then review it.");
});

handle(
	reviewRoutes,
	reviewCalls.update,
	(c, { ids, body }) => changeReview(c, ids, (row) => patched(row, body)),
	hasReview,
);

handle(
	reviewRoutes,
	reviewCalls.remove,
	(c, { ids }) => withReview(c, ids, ({ id }) => removeOne(c, reviews, id)),
	hasReview,
);

/** Who is asked anew has not approved yet. */
function patched(row: ReviewRow, patch: Partial<ReviewRow>): ReviewRow {
	const isAnother = patch.approverId !== undefined && patch.approverId !== row.approverId;
	const approval = isAnother && row.state !== "published" ? { approvedAt: null, approvedBy: null } : {};
	return { ...row, ...patch, ...approval };
}

import { Hono } from "hono";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { invalid } from "../../platform/http/problems.ts";
import { readOne } from "../../platform/http/resource.ts";
import { proposedActions } from "../rules/findings.ts";
import { dismissing, proposingAgain } from "../rules/proposals.ts";
import { reviewCalls } from "./contract/review-calls.ts";
import { changeReview, hasReview, reviews, withReview } from "./resource.ts";
import { storyOf } from "./show.ts";

/** Proposed action items that nobody wants, and the way back. Sent a second time, either changes nothing. */
export const proposalRoutes = new Hono<AppEnv>();

handle(
	proposalRoutes,
	reviewCalls.dismiss,
	(c, { ids, body: { text } }) =>
		withReview(c, ids, async (found) => {
			if (found.dismissedProposals.includes(text)) return readOne(c, reviews, found.id);
			const story = await storyOf(c.env, found);
			const isProposed = story !== null && proposedActions(story).some((one) => one.text === text);
			if (!isProposed) return invalid(c, [fieldError("/text", "must be a proposal of this review")]);
			return changeReview(c, ids, (row) => ({
				...row,
				dismissedProposals: dismissing(row.dismissedProposals, text),
			}));
		}),
	hasReview,
);

handle(
	proposalRoutes,
	reviewCalls.undismiss,
	(c, { ids, body: { text } }) =>
		withReview(c, ids, (found) =>
			found.dismissedProposals.includes(text)
				? changeReview(c, ids, (row) => ({
						...row,
						dismissedProposals: proposingAgain(row.dismissedProposals, text),
					}))
				: readOne(c, reviews, found.id),
		),
	hasReview,
);

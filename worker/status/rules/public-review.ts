import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import type { Instant } from "../../platform/rules/time.ts";

/** The text of a review that is meant for the public: all that the status page ever sees of a review. */
export interface PostedReview {
	/** When it was published. */
	at: Instant;
	/** Markdown. */
	text: string;
}

export interface ReviewNews {
	incidentId: string;
	/** When the review changed: an older word never replaces a newer one. */
	changedAt: Instant;
	/** Null: there is no text, or it is not published, or no longer. */
	posted: PostedReview | null;
}

/** By incident. */
export type PostedReviews = Record<string, PostedReview>;

/** As the Publication keeps it. */
export const POSTED_REVIEW = storedShape<PostedReview>(asItIs);

/** What a review says to the public as it is now; a text of blanks says nothing. */
export function reviewNews(review: {
	incidentId: string;
	updatedAt: Instant;
	publishedAt: Instant | null;
	publicText: string | null;
}): ReviewNews {
	const { incidentId, updatedAt, publishedAt } = review;
	const text = review.publicText?.trim() ?? "";
	const posted = publishedAt === null || text === "" ? null : { at: publishedAt, text };
	return { incidentId, changedAt: updatedAt, posted };
}

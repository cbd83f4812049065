import type { Review } from "../wire.ts";

export interface FinishAct {
	method: "PUT" | "DELETE";
	path: "approval" | "publication" | "skip";
	name: string;
	/** What it means, before it is done. */
	words: string;
	/** What is asked for, and whether it has to be there. */
	asks?: { field: "publicText" | "reason"; label: string; required: boolean };
	isMain?: boolean;
}

const APPROVE: FinishAct = {
	...{ method: "PUT", path: "approval", name: "Approve" },
	words: "Your name and the time are kept with the review.",
};
const UNAPPROVE: FinishAct = {
	...{ method: "DELETE", path: "approval", name: "Take the approval back" },
	words: "The review is not approved any more.",
};
const PUBLISH: FinishAct = {
	...{ method: "PUT", path: "publication", name: "Publish", isMain: true },
	words: "The review is finished, and its drafts stop following the incident.",
	asks: { field: "publicText", label: "Text for the public, if any", required: false },
};
const WITHDRAW: FinishAct = {
	...{ method: "DELETE", path: "publication", name: "Withdraw" },
	words: "The review is a draft again.",
};
const SKIP: FinishAct = {
	...{ method: "PUT", path: "skip", name: "Skip this review" },
	words: "Nothing is due any more. You can take it up again.",
	asks: { field: "reason", label: "Why", required: true },
};
const UNSKIP: FinishAct = {
	...{ method: "DELETE", path: "skip", name: "Take it up again", isMain: true },
	words: "The review is due again.",
};

/** What can be done with a review as it is. */
export function finishActs(review: Pick<Review, "state" | "approvedAt" | "skippedAt">): FinishAct[] {
	if (review.skippedAt !== null) return [UNSKIP];
	if (review.state === "published") return [WITHDRAW];
	return [PUBLISH, review.approvedAt === null ? APPROVE : UNAPPROVE, SKIP];
}

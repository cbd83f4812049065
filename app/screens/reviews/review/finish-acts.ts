import { changedIn } from "../review-words.ts";
import type { Review } from "../wire.ts";

export interface FinishAct {
	method: "PUT" | "DELETE" | "PATCH";
	/** Empty: the review itself. */
	path: "approval" | "publication" | "skip" | "";
	name: string;
	/** What it means, before it is done. */
	words: string;
	/** Sent with it. */
	body?: object;
	/** What is asked for, and whether it has to be there. */
	asks?: { field: "publicText" | "reason"; label: string; hint?: string; required: boolean };
	isMain?: boolean;
	/** Said once it is done, where the screen stays as it was. */
	doneWords?: string;
	/** The review is gone afterwards. */
	removes?: boolean;
}

const READY: FinishAct = {
	...{ method: "PATCH", path: "", name: "Ready for review", isMain: true, body: { state: "in_review" } },
	words: "The others see that it can be read. You can go on writing.",
};
const NOT_READY: FinishAct = {
	...{ method: "PATCH", path: "", name: "Back to draft", body: { state: "draft" } },
	words: "The others see that you are still writing.",
};
const APPROVE: FinishAct = {
	...{ method: "PUT", path: "approval", name: "Approve" },
	words: "Your name and the time are kept with the review.",
};
const APPROVE_AGAIN: FinishAct = {
	...{ method: "PUT", path: "approval", name: "Approve the changes" },
	words: "What was changed since the approval is approved too, with your name and the time.",
};
const UNAPPROVE: FinishAct = {
	...{ method: "DELETE", path: "approval", name: "Take approval back" },
	words: "The review isn’t approved anymore.",
};
const PUBLISH: FinishAct = {
	...{ method: "PUT", path: "publication", name: "Publish" },
	words: "The review is finished, and its drafts stop following the incident.",
	asks: {
		...{ field: "publicText", label: "Text for the status page, if any", required: false },
		hint: "Customers read it on the incident’s public page. Markdown. Nothing else of the review is public.",
	},
};
const CORRECT: FinishAct = {
	...{ method: "PATCH", path: "", name: "Change the public text" },
	words: "The status page shows the new text at once. Without a text it shows none.",
	doneWords: "The public text is changed",
	asks: {
		...{ field: "publicText", label: "Text for the status page", required: false },
		hint: "Customers read it on the incident’s public page. Markdown.",
	},
};
const WITHDRAW: FinishAct = {
	...{ method: "DELETE", path: "publication", name: "Withdraw" },
	words: "The review is in review again, and its text leaves the status page.",
};
const SKIP: FinishAct = {
	...{ method: "PUT", path: "skip", name: "Skip this review" },
	words: "Nothing is due anymore. You can take it up again.",
	asks: { field: "reason", label: "Why", required: true },
};
const UNSKIP: FinishAct = {
	...{ method: "DELETE", path: "skip", name: "Take it up again", isMain: true },
	words: "The review is due again.",
};
const REMOVE: FinishAct = {
	...{ method: "DELETE", path: "", name: "Delete this review", removes: true },
	words: "Everything that was written in it is gone. It can be started again from the incident.",
};

type Finishing = Pick<
	Review,
	"state" | "approvedAt" | "changedSinceApproval" | "skippedAt" | "approverId" | "required"
>;

/** What can be done with a review as it is. Whom it waits for is said elsewhere: what would be refused is not offered. */
export function finishActs(review: Finishing, mayApprove: boolean): FinishAct[] {
	if (review.skippedAt !== null) return [UNSKIP];
	if (review.state === "published") return [CORRECT, WITHDRAW];
	const isApproved = review.approvedAt !== null;
	const isChanged = isApproved && changedIn(review).length > 0;
	const again = isChanged && mayApprove ? [APPROVE_AGAIN] : [];
	const approval = isApproved ? [...again, UNAPPROVE] : mayApprove ? [APPROVE] : [];
	const isFree = review.approverId === null || isApproved;
	const publish = isFree ? [{ ...PUBLISH, isMain: review.state === "in_review" }] : [];
	const end = review.required ? SKIP : REMOVE;
	return review.state === "draft"
		? [READY, ...publish, ...approval, end]
		: [...publish, ...approval, NOT_READY, end];
}

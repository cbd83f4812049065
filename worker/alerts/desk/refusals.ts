import type { Refusal } from "../../platform/answer.ts";

/** What a Desk refuses, in words. */
export const NO_SUCH_KEY = { code: "unauthenticated", detail: "No integration has this key" } as const;
export const NO_SUCH_SERVICE = { code: "not_found", detail: "Service not found." } as const;
/** More wait for their incidents than can be told soon. */
export const TOO_BUSY = { code: "unavailable", detail: "Too many alerts wait already" } as const;
export const TOO_MANY = {
	code: "rate_limited",
	detail: "Limit is 60,000 requests per minute for this key.",
} as const;

export const BUSY_MERGING: Refusal = {
	code: "conflict",
	detail: "One of these incidents is part of another merge that is under way. Try again.",
};
export const NOTHING_TO_MERGE: Refusal = {
	code: "incident_resolved",
	detail: "It is resolved; reopen it first.",
};
export const NOTHING_TO_MERGE_INTO: Refusal = {
	code: "conflict",
	detail: "The incident to merge into is resolved. Merge into one that is open.",
};
export const MERGE_REFUSED: Refusal = {
	code: "conflict",
	detail: "One of these incidents was resolved meanwhile, so they weren’t merged.",
};
export const MERGE_UNDER_WAY: Refusal = {
	code: "unavailable",
	detail: "The merge is under way and not confirmed yet. Try again.",
};
export const NOT_MERGED: Refusal = {
	code: "conflict",
	detail: "It isn’t merged into this incident.",
};
export const NOT_FIRING: Refusal = {
	code: "conflict",
	detail: "Nothing with this key is firing in this incident.",
};
export const ONLY_KEY: Refusal = {
	code: "conflict",
	detail: "It is all that is firing in this incident, so there is nothing to split.",
};

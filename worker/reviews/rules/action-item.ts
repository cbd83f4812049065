import type { Instant } from "../../platform/rules/time.ts";

export const ACTION_ITEM_STATES = ["open", "in_progress", "done", "dropped"] as const;
export type ActionItemState = (typeof ACTION_ITEM_STATES)[number];

/** What it is good for: that it does not happen again, is noticed sooner, hurts less, or is handled better. */
export const ACTION_ITEM_TYPES = ["prevent", "detect", "mitigate", "process"] as const;
export type ActionItemType = (typeof ACTION_ITEM_TYPES)[number];

export const isClosed = (state: ActionItemState): boolean => state === "done" || state === "dropped";

export function isLate(item: { state: ActionItemState; dueAt: Instant }, now: Instant): boolean {
	return !isClosed(item.state) && now > item.dueAt;
}

interface Closing {
	state: ActionItemState;
	closedAt: Instant | null;
}

/** When it was closed: the moment it first was done or dropped, null again when it is taken up again. */
export function closedAtAfter(before: Closing | null, state: ActionItemState, now: Instant): Instant | null {
	if (!isClosed(state)) return null;
	return before && isClosed(before.state) ? before.closedAt : now;
}

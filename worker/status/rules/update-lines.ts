/** What the public page says of an update and of what it promises; the app shows the same before it is posted. */
import type { PublicIncident, PublicStatus } from "../../incidents/rules/public-view.ts";
import type { Instant } from "../../platform/rules/time.ts";

export const UPDATE_WORDS: Record<PublicStatus, string> = {
	investigating: "Investigating",
	identified: "Identified",
	monitoring: "Monitoring",
	resolved: "Resolved",
};

export interface PromiseWords {
	next: string;
	/** The promise was not kept. */
	overdue: string;
	end: string;
}

export const PROMISE_WORDS: PromiseWords = {
	next: "Next update by",
	overdue: "Update overdue since",
	end: "Expected to be resolved by",
};

/** When the public will hear next, and when it should be over. A promise that was not kept is called late. */
export function promiseLines(
	{
		nextUpdateDueAt: due,
		estimatedResolutionAt: end,
	}: Pick<PublicIncident, "nextUpdateDueAt" | "estimatedResolutionAt">,
	now: Instant,
	words: PromiseWords = PROMISE_WORDS,
): { words: string; at: Instant }[] {
	return [
		...(due === null ? [] : [{ words: now <= due ? words.next : words.overdue, at: due }]),
		...(end === null ? [] : [{ words: words.end, at: end }]),
	];
}

/** What the public page says of an update and of what it promises; the app shows the same before it is posted. */
import type { PublicIncident, PublicStatus } from "../../incidents/rules/public-view.ts";
import type { Instant } from "../../platform/rules/time.ts";

export const UPDATE_WORDS: Record<PublicStatus, string> = {
	investigating: "Investigating",
	identified: "Identified",
	monitoring: "Monitoring",
	resolved: "Resolved",
};

/** When the public will hear next, and when it should be over. A promise that was not kept is called late. */
export function promiseLines(
	{
		nextUpdateDueAt: due,
		estimatedResolutionAt: end,
	}: Pick<PublicIncident, "nextUpdateDueAt" | "estimatedResolutionAt">,
	now: Instant,
): { words: string; at: Instant }[] {
	return [
		...(due === null ? [] : [{ words: now <= due ? "Next update by" : "Update overdue since", at: due }]),
		...(end === null ? [] : [{ words: "Expected to be resolved by", at: end }]),
	];
}

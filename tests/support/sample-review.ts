/** The guide's sample: a connection pool that is exhausted, with four action items, as an export tells it. */
import { hours, minutes } from "../../worker/platform/rules/time.ts";
import type { ReviewDocument } from "../../worker/reviews/rules/markdown.ts";

const AT = Date.UTC(2026, 10, 26, 3, 11, 20);

export function sampleReview(rest: Partial<ReviewDocument> = {}): ReviewDocument {
	return {
		incident: {
			number: 14,
			title: "Checkout times out: the connection pool is exhausted",
			severity: "P1",
			service: "Checkout",
			detectedAt: AT,
			triggeredAt: AT + 4_000,
			acknowledgedAt: AT + minutes(2),
			resolvedAt: AT + minutes(21),
		},
		state: "published",
		dueAt: AT + hours(48),
		publishedAt: AT + hours(30),
		skippedReason: null,
		cause: "change",
		approvedBy: "Ana",
		changedSinceApproval: [],
		attendees: ["Bo", "Chidi"],
		sections: {
			summary: "Checkout was down for 21 minutes. Customers could not place orders; browsing worked.",
			timeline: "- **03:11:20** Checks failed.\n  - The graph was flat.\n- **03:13:20** Acknowledged by Ana.",
			rootCause:
				"1. Why did Checkout time out? No connection was free.\n2. Why? A release kept connections on errors.\n3. Why was it not seen? Nothing watches the pool.",
			detectionAndResponse:
				"The alert came from the monitor Checkout.\n\n- Time to acknowledge (MTTA): 2 min",
			wentWell: "- The page was acknowledged in two minutes.\n- The rollback worked at once.",
			toImprove: "- The runbook restarts first; a rollback would have been faster.",
			actionItems: "",
		},
		actionItems: [
			item("Alert when Checkout uses over 80% of its connections", "Chidi", "detect"),
			item("Release the connection on every error path, with a test", "Bo", "prevent"),
			item("Runbook step 3: roll back first, restart second", "Ana", "mitigate"),
			item("Add to the review checklist: is every resource released on errors?", "Bo", "process"),
		],
		...rest,
	};
}

const item = (text: string, owner: string, type: string) => ({
	...{ text, owner, type, dueAt: AT + hours(24 * 14), state: "open" },
	link: "https://tracker.example/browse/SHOP-1?a=b&c=d",
});

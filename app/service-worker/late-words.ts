import { ALREADY_RESOLVED, alreadyAcknowledged, ESCALATED } from "../../worker/platform/rules/phrases.ts";
import type { Reply } from "../outbox/delivery.ts";

/** As much as is read of `GET /page-actions/page`. */
export interface PageState {
	state: "triggered" | "acknowledged" | "resolved";
	acknowledgedBy: { kind: string; id: string | null; name: string } | null;
}

/** "Bo already acknowledged". */
export function lateWords({ state, acknowledgedBy }: PageState, userId: string | null): string {
	if (state === "resolved") return ALREADY_RESOLVED;
	const isOwn = acknowledgedBy?.kind === "user" && acknowledgedBy.id === userId;
	return alreadyAcknowledged(isOwn ? "You" : (acknowledgedBy?.name ?? "Someone"));
}

/** What "I can’t take it" came to, by the status of the answer; null: there was none. */
export function passedWords(status: number | null): string {
	if (status === 200) return ESCALATED;
	if (status === 401 || status === 409) return "Not escalated: page expired. Open the latest.";
	return "Not escalated. Escalation continues on schedule.";
}

/** What "nothing new" came to. */
export function postedWords(reply: Reply): string {
	switch (reply?.status) {
		case 200:
			return POSTED[(reply.body as { result: keyof typeof POSTED }).result];
		case 401:
			return "Not posted: reminder expired. Open the incident.";
		case 409:
			return "Not posted: the incident changed. Open it.";
		default:
			return "Not posted. Open the incident and try again.";
	}
}

const POSTED = {
	posted: "Update posted",
	already_posted: "Already posted. Nothing was sent.",
	already_resolved: ALREADY_RESOLVED,
} as const;

import { ALREADY_RESOLVED, alreadyAcknowledged, ESCALATED } from "../../worker/platform/rules/phrases.ts";

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

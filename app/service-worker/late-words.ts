import { ALREADY_RESOLVED, alreadyAcknowledged } from "../../worker/platform/rules/phrases.ts";

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

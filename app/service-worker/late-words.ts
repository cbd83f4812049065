/** As much as is read of `GET /page-actions/page`. */
export interface PageState {
	state: "triggered" | "acknowledged" | "resolved";
	acknowledgedBy: { kind: string; id: string | null; name: string } | null;
}

/** "Bo has it already". */
export function lateWords({ state, acknowledgedBy }: PageState, userId: string | null): string {
	if (state === "resolved") return "Already resolved – nothing is left to do";
	const isOwn = acknowledgedBy?.kind === "user" && acknowledgedBy.id === userId;
	return isOwn ? "You have it already" : `${acknowledgedBy?.name ?? "Somebody"} has it already`;
}

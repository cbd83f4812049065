/** Why a figure says nothing of some. Each counts incidents, unless it says otherwise. */
export const LEFT_OUT = [
	"drills",
	"merged",
	"neverAcknowledged",
	"stillOpen",
	/** Of the time between failures: the first incident of each service, and those that began during another one. */
	"firstOfService",
	"overlapping",
	/** Acknowledged by a page that the timeline does not name. */
	"unknownChannel",
	/** Resolved without a word about what it was. */
	"unsaid",
	/** Never public while open, or the public still waits for its first word. */
	"withoutWait",
	/** Gaps between updates that no policy measures. */
	"withoutPolicy",
	"withoutReview",
	/** Skipped reviews, and dropped action items. */
	"skipped",
	/** Reviews or action items whose deadline lies ahead, or that have none while the incident is open again. */
	"notDueYet",
	"withoutCause",
] as const;

export type LeftOut = Record<(typeof LEFT_OUT)[number], number>;

/** Nothing, but for these. */
export function leavingOut(some: Partial<LeftOut>): LeftOut {
	const none = Object.fromEntries(LEFT_OUT.map((reason) => [reason, 0])) as LeftOut;
	return { ...none, ...some };
}

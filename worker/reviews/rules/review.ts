import type { Actor } from "../../platform/rules/caller.ts";
import { idOf } from "../../platform/rules/id.ts";
import { type Instant, seconds } from "../../platform/rules/time.ts";

export const REVIEW_STATES = ["draft", "in_review", "published"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const SECTIONS = [
	"summary",
	"timeline",
	"rootCause",
	"detectionAndResponse",
	"wentWell",
	"toImprove",
	"actionItems",
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** What kind of thing broke, so that incidents can be counted by it: docs/reviews.md says what belongs where. */
export const CAUSES = [
	"change",
	"capacity",
	"dependency",
	"configuration",
	"hardware_or_network",
	"security",
	"data",
	"unknown",
] as const;
export type Cause = (typeof CAUSES)[number];

/** What a review says of one event of the incident: that it does not matter here, or what else is to be known. */
export interface TimelineEntry {
	seq: number;
	hidden: boolean;
	note: string | null;
}

/** What decides how far a review is. */
export interface Progress {
	state: ReviewState;
	/** When the incident was last resolved; null while it is open again. */
	resolvedAt: Instant | null;
	/** Null while the incident is open again. */
	dueAt: Instant | null;
	approverId: string | null;
	approvedAt: Instant | null;
	approvedBy: Actor | null;
	publishedAt: Instant | null;
	publishedBy: Actor | null;
	skippedAt: Instant | null;
	skippedBy: Actor | null;
	skippedReason: string | null;
}

const USUAL_DUE_SECONDS = 172_800;

/** One review an incident, found by the incident's id alone: made twice, it is the same one. */
export function reviewIdOf(incidentId: string): string {
	return idOf("review", incidentId.slice(incidentId.indexOf("_") + 1));
}

/** When the review of an incident that was resolved then is due: what its severity says, else 48 h later. */
export function dueAfterResolve(resolvedAt: Instant, reviewDueSeconds: number | null): Instant {
	return resolvedAt + seconds(reviewDueSeconds ?? USUAL_DUE_SECONDS);
}

/** Neither published nor skipped, of an incident that is over: somebody still has to finish it. */
export function isUnfinished(review: Pick<Progress, "state" | "skippedAt" | "dueAt">): boolean {
	return review.state !== "published" && review.skippedAt === null && review.dueAt !== null;
}

export function isOverdue(review: Pick<Progress, "state" | "skippedAt" | "dueAt">, now: Instant): boolean {
	return isUnfinished(review) && review.dueAt !== null && now > review.dueAt;
}

/** The sections whose text is another than the one that was approved, in their order; none without an approval. */
export function changedSinceApproval(
	{ approvedAt }: Pick<Progress, "approvedAt">,
	sections: readonly { name: SectionName; at: Instant }[],
): SectionName[] {
	if (approvedAt === null) return [];
	const changed = new Set(sections.filter(({ at }) => at > approvedAt).map(({ name }) => name));
	return SECTIONS.filter((name) => changed.has(name));
}

/** Why a review may not go from the one to the other, for people; null when it may. */
export function refuseProgress(before: Progress, after: Progress): string | null {
	const isNow = (field: "approvedAt" | "publishedAt" | "skippedAt") =>
		before[field] === null && after[field] !== null;
	if (isNow("skippedAt") && before.state === "published")
		return "The review is published. Withdraw it before you skip it.";
	if (after.skippedAt !== null && (isNow("approvedAt") || isNow("publishedAt")))
		return "The review is skipped. Take it up again first.";
	if (isNow("publishedAt")) return refusePublication(after);
	if (after.state === "published" && before.approvedAt !== null && after.approvedAt === null)
		return "The review is published. Withdraw it before you take the approval back.";
	if (before.state === "published" && after.state !== "published" && after.publishedAt !== null)
		return "The review is published. Withdraw it to change its state.";
	return null;
}

function refusePublication(after: Progress): string | null {
	if (after.resolvedAt === null) return "The incident is open again. Publish its review once it is resolved.";
	if (after.approverId !== null && after.approvedAt === null)
		return "The review is not approved yet. Its approver has to approve it first.";
	return null;
}

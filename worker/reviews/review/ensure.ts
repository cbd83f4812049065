import { pauseReview, type ReviewRow, reviewRows } from "../../../db/reviews/reviews.ts";
import { insertReview, redraftReview } from "../../../db/reviews/sections.ts";
import type { IncidentView } from "../../incidents/rules/incident-types.ts";
import { ruleFor, type SeverityRule } from "../../paging/rules/severity.ts";
import type { Env } from "../../platform/env.ts";
import { draftOf } from "../rules/draft.ts";
import { dueAfterResolve, reviewIdOf } from "../rules/review.ts";
import { incidentEvents, incidentView, severityPolicyOf } from "./story-of.ts";

/** `asked`: only one that the severity policy requires is made; `byHand`: one of any incident that is over. */
export type Occasion = "asked" | "byHand";

type Resolved = IncidentView & { resolvedAt: number };

/**
 * The incident's review, made or brought up to the incident's last event where that is due: one that the policy requires
 * is there as soon as the incident is resolved, whoever looks first. Null when there is none. Harmless when repeated.
 */
export async function ensureReview(
	env: Env,
	incidentId: string,
	occasion: Occasion = "asked",
): Promise<ReviewRow | null> {
	const id = reviewIdOf(incidentId);
	const found = await reviewRows.read(env.DB, id);
	if (found?.state === "published") return found;
	const view = await incidentView(env, incidentId);
	if (!view || view.source.kind === "test") return found;
	if (!isResolved(view)) {
		const isPaused = found !== null && (await pauseReview(env.DB, id, Date.now()));
		return isPaused ? reviewRows.read(env.DB, id) : found;
	}
	const rule = ruleFor(await severityPolicyOf(env), view.severity);
	if (!found && occasion === "asked" && !isRequired(view, rule)) return null;
	const isCurrent = found && found.draftedSeq >= view.version && found.resolvedAt === view.resolvedAt;
	if (isCurrent) return found;
	await write(env, view, rule, found);
	return reviewRows.read(env.DB, id);
}

/** By the policy as it is now. Drills are reviewed only by hand. */
export function isRequired(view: Pick<IncidentView, "drill">, rule: SeverityRule): boolean {
	return rule.review === "required" && !view.drill;
}

function isResolved(view: IncidentView): view is Resolved {
	return view.state === "resolved" && view.resolvedAt !== null;
}

async function write(env: Env, view: Resolved, rule: SeverityRule, found: ReviewRow | null): Promise<void> {
	const events = await incidentEvents(env, view.id);
	const texts = draftOf({ view, events, rule });
	const { resolvedAt, version: draftedSeq } = view;
	const dueAt = dueAfterResolve(resolvedAt, rule.reviewDueSeconds);
	const now = Date.now();
	if (found) return redraftReview(env.DB, { id: found.id, resolvedAt, dueAt, draftedSeq, texts, now });
	const fresh = freshReview(view, { resolvedAt, dueAt, draftedSeq }, now);
	return insertReview(env.DB, fresh, texts);
}

function freshReview(
	view: IncidentView,
	drafted: Pick<ReviewRow, "resolvedAt" | "dueAt" | "draftedSeq">,
	now: number,
): ReviewRow {
	return {
		id: reviewIdOf(view.id),
		version: 1,
		createdAt: now,
		updatedAt: now,
		incidentId: view.id,
		serviceId: view.service.id,
		state: "draft",
		...drafted,
		meetingAt: null,
		attendeeIds: [],
		approverId: null,
		cause: null,
		publicText: null,
		approvedAt: null,
		approvedBy: null,
		publishedAt: null,
		publishedBy: null,
		skippedAt: null,
		skippedBy: null,
		skippedReason: null,
		dismissedProposals: [],
	};
}

/** What came of incidents afterwards: reviews and action items on time, and what kinds of causes cost most. */
import type { Instant } from "../../platform/rules/time.ts";
import { CAUSES, type Cause } from "../../reviews/rules/review.ts";
import type { ActionFacts, BriefFacts, ReviewFacts } from "./facts.ts";
import type { LeftOut } from "./left-out.ts";
import { shareOf } from "./origins.ts";

export interface Aftermath {
	/** Those that were on time or late. */
	count: number;
	onTime: number;
	/** Done after the deadline, or not done although it has passed. */
	late: number;
	/** Of the late ones: not done yet. */
	overdue: number;
	share: number | null;
	leftOut: LeftOut;
}

export interface IncidentTypes {
	/** Incidents whose review names a cause. */
	count: number;
	/** What cost most time first: what to prevent first. A cause that no incident had is not there. */
	types: {
		cause: Cause;
		count: number;
		/** From the first failing check to the last resolve, or until now. */
		lostMs: number;
		/** Of the time that all of these lost. */
		share: number | null;
	}[];
	leftOut: LeftOut;
}

/** "ahead": neither on time nor late yet. */
type Punctuality = "onTime" | "late" | "overdue" | "ahead" | "skipped" | "none";

/** Published by the deadline? */
export function reviewsOf(incidents: readonly BriefFacts[], none: LeftOut, now: Instant): Aftermath {
	const judged = incidents.map(({ review }) => punctualityOfReview(review, now));
	const of = counter(judged);
	return told(of, { ...none, withoutReview: of("none"), skipped: of("skipped"), notDueYet: of("ahead") });
}

/** Done by the deadline? */
export function actionItemsOf(incidents: readonly BriefFacts[], none: LeftOut, now: Instant): Aftermath {
	const judged = incidents.flatMap(({ actions }) => actions.map((item) => punctualityOfItem(item, now)));
	const of = counter(judged);
	return told(of, { ...none, skipped: of("skipped"), notDueYet: of("ahead") });
}

function punctualityOfReview(review: ReviewFacts | null, now: Instant): Punctuality {
	if (review === null) return "none";
	const { dueAt, publishedAt, isSkipped } = review;
	if (publishedAt === null && isSkipped) return "skipped";
	return dueAt === null ? "ahead" : punctualityOf(dueAt, publishedAt, now);
}

function punctualityOfItem({ dueAt, closedAt, isDropped }: ActionFacts, now: Instant): Punctuality {
	return isDropped ? "skipped" : punctualityOf(dueAt, closedAt, now);
}

function punctualityOf(dueAt: Instant, doneAt: Instant | null, now: Instant): Punctuality {
	if (doneAt !== null) return doneAt <= dueAt ? "onTime" : "late";
	return now > dueAt ? "overdue" : "ahead";
}

const counter = (judged: Punctuality[]) => (word: Punctuality) => judged.filter((one) => one === word).length;

function told(of: ReturnType<typeof counter>, leftOut: LeftOut): Aftermath {
	const [onTime, overdue] = [of("onTime"), of("overdue")];
	const late = of("late") + overdue;
	return { count: onTime + late, onTime, late, overdue, share: shareOf(onTime, onTime + late), leftOut };
}

/** Incidents by what broke them, as their reviews say. */
export function incidentTypesOf(
	incidents: readonly BriefFacts[],
	none: LeftOut,
	now: Instant,
): IncidentTypes {
	const named = incidents.flatMap((one) => {
		const cause = one.review?.cause ?? null;
		return cause === null ? [] : [{ cause, lostMs: Math.max(0, (one.resolvedAt ?? now) - one.detectedAt) }];
	});
	const sum = (some: typeof named) => some.reduce((total, { lostMs }) => total + lostMs, 0);
	const all = sum(named);
	const types = CAUSES.flatMap((cause) => {
		const own = named.filter((one) => one.cause === cause);
		const lostMs = sum(own);
		return own.length === 0 ? [] : [{ cause, count: own.length, lostMs, share: shareOf(lostMs, all) }];
	});
	return {
		count: named.length,
		types: types.sort((a, b) => b.lostMs - a.lostMs || b.count - a.count),
		leftOut: { ...none, withoutCause: incidents.length - named.length },
	};
}

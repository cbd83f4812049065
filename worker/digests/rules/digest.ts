import type { TimedFacts } from "../../metrics/rules/facts.ts";
import type { Spread } from "../../metrics/rules/spread.ts";
import { timedSummaryOf } from "../../metrics/rules/summary.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { counted, lasting } from "../../reviews/rules/words.ts";

/** The figures of seven days. */
export interface WeekFigures {
	incidents: number;
	pages: { count: number; night: number };
	/** Triggered to acknowledged, and to resolved. */
	mtta: Spread;
	mttr: Spread;
}

/** What a person reads of their week, as far as its words need it. */
export interface DigestCounts {
	openItems: number;
	overdueItems: number;
	reviewsDue: number;
	reviewsOverdue: number;
	week: WeekFigures;
	before: WeekFigures;
}

/** An incident belongs to the week in which it was triggered. Drills and merged ones are left out. */
export function weeksOf(facts: readonly TimedFacts[], from: Instant): Pick<DigestCounts, "week" | "before"> {
	const isOfWeek = ({ triggeredAt }: TimedFacts) => triggeredAt >= from;
	return {
		week: figuresOf(facts.filter(isOfWeek)),
		before: figuresOf(facts.filter((one) => !isOfWeek(one))),
	};
}

function figuresOf(facts: readonly TimedFacts[]): WeekFigures {
	const { count, pages, mtta, mttr } = timedSummaryOf(facts);
	return { incidents: count, pages, mtta: spread(mtta), mttr: spread(mttr) };
}

const spread = ({ count, meanMs, medianMs, p90Ms }: Spread): Spread => ({ count, meanMs, medianMs, p90Ms });

/** Nothing to do, nothing happened, and nothing happened before: nobody is told of that. */
export function isQuiet(digest: DigestCounts): boolean {
	const { openItems, reviewsDue, week, before } = digest;
	return openItems + reviewsDue + week.incidents + before.incidents === 0;
}

/** The words on the phone: what is to be done first, then how the week was beside the one before. */
export function digestWords(digest: DigestCounts): { title: string; body: string } {
	const { openItems, overdueItems, reviewsDue, reviewsOverdue, week, before } = digest;
	const late = (count: number) => (count === 0 ? "" : ` (${count} overdue)`);
	const todo = [
		...(openItems === 0 ? [] : [`${counted(openItems, "action item")}${late(overdueItems)}`]),
		...(reviewsDue === 0 ? [] : [`${counted(reviewsDue, "review")} due${late(reviewsOverdue)}`]),
	];
	const title = `Your week: ${todo.length === 0 ? "nothing to do" : todo.join(", ")}`;
	const median = (name: string, now: Spread, then: Spread) =>
		now.medianMs === null
			? []
			: [`${name} ${lasting(now.medianMs)}${then.medianMs === null ? "" : ` (${lasting(then.medianMs)})`}`];
	const body = [
		`${counted(week.incidents, "incident")} (${before.incidents} the week before)`,
		`${counted(week.pages.count, "page")} (${before.pages.count})`,
		...median("MTTA", week.mtta, before.mtta),
		...median("MTTR", week.mttr, before.mttr),
	].join(" · ");
	return { title, body };
}

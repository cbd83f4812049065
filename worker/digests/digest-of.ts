import { factsBetween, reviewsDueBy, scopeOf } from "../../db/digests/content.ts";
import { listActionItems } from "../../db/reviews/action-items.ts";
import type { Env } from "../platform/env.ts";
import { days, type Instant } from "../platform/rules/time.ts";
import { isLate } from "../reviews/rules/action-item.ts";
import { weeksOf } from "./rules/digest.ts";
import type { DigestWeek } from "./rules/digest-week.ts";

/** More of them are counted as so many. */
const MOST_ITEMS = 200;
const MOST_REVIEWS = 100;

/** What a person is to read: their own action items and reviews as they are now, and their teams' week. */
export async function digestOf(
	env: Env,
	userId: string,
	week: Pick<DigestWeek, "at" | "from" | "earlierFrom">,
	now: Instant,
) {
	const { DB } = env;
	const scope = await scopeOf(DB, userId);
	const [items, reviews, facts] = await Promise.all([
		listActionItems(DB, { ownerId: userId, closed: false }, { limit: MOST_ITEMS, after: null }, now),
		reviewsDueBy(DB, now + days(7), scope, MOST_REVIEWS),
		factsBetween(DB, { from: week.earlierFrom, to: week.at }, scope),
	]);
	return {
		teams: scope.teams,
		items,
		reviews: reviews.map((review) => ({ ...review, overdue: review.dueAt < now })),
		openItems: items.length,
		overdueItems: items.filter((item) => isLate(item, now)).length,
		reviewsDue: reviews.length,
		reviewsOverdue: reviews.filter(({ dueAt }) => dueAt < now).length,
		...weeksOf(facts, week.from),
	};
}

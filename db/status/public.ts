import { and, desc, gte, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { PublicIncident } from "../../worker/incidents/rules/public-view.ts";
import { PLAIN_PAGE, type PublicPage, publicPageOf } from "../../worker/people/rules/public-page.ts";
import { type ReviewNews, reviewNews } from "../../worker/status/rules/public-review.ts";
import { incidents } from "../incidents/tables.ts";
import { readSettings } from "../people/settings.ts";
import { batchOf, type Database, kept, literal } from "../platform/client.ts";
import { reviews } from "../reviews/tables.ts";

const MOST_AT_ONCE = 2_000;
const OPEN_STATES = ["triggered", "acknowledged"] as const;
export const MOST_REVIEWS = 500;

/**
 * The public views of incidents that are open or were triggered at `since` or later, newest first, at most 2,000 of
 * each. Reads the public column alone. Uses incidents_by_time and incidents_by_state.
 */
export async function readPublicIncidents(db: D1Database, since: number): Promise<PublicIncident[]> {
	// Asked together, SQLite reads every incident there ever was.
	const [recent, olderOpen] = await batchOf(db, { since }, RECENT(db), OLDER_OPEN(db));
	return [...recent, ...olderOpen].flatMap((row) => (row.view ? [row.view] : []));
}

const views = (orm: Database, where: SQL) =>
	orm
		.select({ view: incidents.public })
		.from(incidents)
		.where(and(isNotNull(incidents.public), where))
		.orderBy(desc(incidents.triggeredAt))
		.limit(literal(MOST_AT_ONCE))
		.prepare();
const SINCE = sql.placeholder("since");
const RECENT = kept((orm) => views(orm, gte(incidents.triggeredAt, SINCE)));
const OLDER_OPEN = kept((orm) =>
	views(orm, sql`${inArray(incidents.state, OPEN_STATES)} AND +${incidents.triggeredAt} < ${SINCE}`),
);

/** What the public page is called, how it looks, and what it says of itself. */
export async function readPublicPage(db: D1Database): Promise<PublicPage> {
	const row = await readSettings(db);
	return row ? publicPageOf(row) : PLAIN_PAGE;
}

/**
 * What reviews say to the public that were published at `since` or later, newest first, at most `MOST_REVIEWS`. Reads
 * nothing but the public text. Uses reviews_public.
 */
export async function readPublicReviews(db: D1Database, since: number): Promise<ReviewNews[]> {
	const rows = await REVIEWS(db).all({ since });
	return rows.map(reviewNews);
}

const REVIEWS = kept((orm) => {
	const { incidentId, updatedAt, publishedAt, publicText } = reviews;
	return orm
		.select({ incidentId, updatedAt, publishedAt, publicText })
		.from(reviews)
		.where(and(isNotNull(publicText), gte(publishedAt, SINCE)))
		.orderBy(desc(publishedAt))
		.limit(literal(MOST_REVIEWS))
		.prepare();
});

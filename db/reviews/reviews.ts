import { and, desc, eq, isNotNull, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { IncidentView } from "../../worker/incidents/rules/incident-types.ts";
import type { Severity } from "../../worker/paging/rules/severity.ts";
import { idOf } from "../../worker/platform/rules/id.ts";
import { toWire, toWireOrNull } from "../../worker/platform/rules/time.ts";
import type { ReviewState } from "../../worker/reviews/rules/review.ts";
import { incidents } from "../incidents/tables.ts";
import { tellSql } from "../paging/webhook-deliveries.ts";
import type { Change } from "../platform/changes.ts";
import { batchOf, kept, literal, open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { reviews } from "./tables.ts";

export type ReviewRow = typeof reviews.$inferSelect;

/** Deleting a review deletes its sections too. Publishing one tells outgoing webhooks. */
export const reviewRows = repository("review", reviews, {
	alongside: (before, after, change, guard) =>
		before.state !== "published" && after.state === "published" ? [tellPublished(after, change, guard)] : [],
});

function tellPublished({ id, incidentId, dueAt }: ReviewRow, change: Change, guard: SQL): SQL {
	const at = change.at;
	const review = sql`json_object('id', ${id}, 'publishedAt', ${toWire(at)}, 'dueAt', ${toWireOrNull(dueAt)})`;
	const incident = sql`json_object('id', id, 'number', number, 'title', title, 'severity', severity,
		'service', json_extract(view, '$.service'), 'drill', json(CASE drill WHEN 1 THEN 'true' ELSE 'false' END))`;
	const news = sql`json_object('id', ${idOf("webhookDelivery", ulidOf(change.id))}, 'type', 'review.published',
		'subjectId', ${id}, 'seq', ${at}, 'at', ${at}, 'link', ${`/app/reviews/${incidentId}`},
		'data', json_object('review', ${review}, 'incident', ${incident}, 'by', json(${JSON.stringify(change.actor)})))`;
	return tellSql(
		sql`(SELECT json_group_array(${news}) FROM ${incidents} WHERE id = ${incidentId} AND ${guard})`,
	);
}

const ulidOf = (id: string) => id.slice(id.indexOf("_") + 1);

export interface ReviewFilter {
	state?: ReviewState | undefined;
	serviceId?: string | undefined;
	overdue?: boolean | undefined;
	skipped?: boolean | undefined;
}

/** Those of the newest incidents first; `before` is the last id of the page before. By primary key. */
export async function listReviews(
	d1: D1Database,
	filter: ReviewFilter,
	page: { limit: number; before: string | null },
	now: number,
): Promise<ReviewRow[]> {
	return open(d1)
		.select()
		.from(reviews)
		.where(and(...conditions(filter, now), page.before === null ? undefined : lt(reviews.id, page.before)))
		.orderBy(desc(reviews.id))
		.limit(page.limit);
}

function conditions({ state, serviceId, overdue, skipped }: ReviewFilter, now: number): (SQL | undefined)[] {
	const late = sql`(${unfinished} AND COALESCE(${reviews.dueAt} < ${now}, 0))`;
	return [
		state && eq(reviews.state, state),
		serviceId === undefined ? undefined : eq(reviews.serviceId, serviceId),
		overdue === undefined ? undefined : overdue ? late : sql`NOT ${late}`,
		skipped === undefined ? undefined : skipped ? isNotNull(reviews.skippedAt) : isNull(reviews.skippedAt),
	];
}

const unfinished = sql`(${reviews.state} <> 'published' AND ${reviews.skippedAt} IS NULL)`;

/** The views of these incidents that the projection knows, by id. */
export async function viewsOf(d1: D1Database, ids: string[]): Promise<Map<string, IncidentView>> {
	if (ids.length === 0) return new Map();
	const rows = await open(d1)
		.select({ id: incidents.id, view: incidents.view })
		.from(incidents)
		.where(sql`${incidents.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
	return new Map(rows.map(({ id, view }) => [id, view]));
}

/**
 * The incidents whose review is missing or counts from another resolve than the last: those of these severities that were
 * resolved after `since`, and those whose unpublished review does not know that they were reopened or resolved again.
 * Uses incidents_by_resolve and reviews_by_due.
 */
export async function incidentsToReview(
	d1: D1Database,
	severities: Severity[],
	since: number,
	limit: number,
): Promise<string[]> {
	const values = { since, severities: JSON.stringify(severities) };
	const [missing, moved] = await batchOf(d1, values, UNREVIEWED(d1, limit), MOVED(d1, limit));
	return [...missing, ...moved].map(({ id }) => id);
}

/** Answer a row where one may wait: resolved after `:since`, of one of `:severities`. */
export const unreviewedWaits = (d1: D1Database) => UNREVIEWED(d1, 1);
export const movedWaits = (d1: D1Database) => MOVED(d1, 1);

const UNREVIEWED = kept((orm, limit) =>
	orm
		.select({ id: incidents.id })
		.from(incidents)
		.leftJoin(reviews, eq(reviews.incidentId, incidents.id))
		.where(
			and(
				sql`${incidents.resolvedAt} > ${sql.placeholder("since")}`,
				// With a plus: the index of states would lead through everything that was ever resolved.
				sql`+${incidents.state} = 'resolved'`,
				eq(incidents.drill, false),
				// What goes on in another incident is reviewed with that.
				sql`json_extract(${incidents.view}, '$.mergedInto') IS NULL`,
				sql`${incidents.severity} IN (SELECT value FROM json_each(${sql.placeholder("severities")}))`,
				isNull(reviews.id),
			),
		)
		.orderBy(incidents.resolvedAt)
		.limit(literal(limit))
		.prepare(),
);
const MOVED = kept((orm, limit) =>
	orm
		.select({ id: incidents.id })
		.from(reviews)
		.innerJoin(incidents, eq(incidents.id, reviews.incidentId))
		.where(
			and(
				or(eq(reviews.state, "draft"), eq(reviews.state, "in_review")),
				sql`${reviews.resolvedAt} IS NOT ${incidents.resolvedAt}`,
			),
		)
		.limit(literal(limit))
		.prepare(),
);

/** While the incident is open again, nothing is due. False when the review is published or knows it already. */
export async function pauseReview(d1: D1Database, id: string, now: number): Promise<boolean> {
	const { meta } = await open(d1)
		.update(reviews)
		.set({ resolvedAt: null, dueAt: null, version: sql`${reviews.version} + 1`, updatedAt: now })
		.where(and(eq(reviews.id, id), ne(reviews.state, "published"), isNotNull(reviews.dueAt)));
	return meta.changes > 0;
}

import { and, desc, eq, lt, sql } from "drizzle-orm";
import { SYSTEM } from "../../worker/platform/rules/caller.ts";
import type { SectionName } from "../../worker/reviews/rules/review.ts";
import { open, runBatch, type Statement } from "../platform/client.ts";
import type { ReviewRow } from "./reviews.ts";
import { reviewSections, reviews } from "./tables.ts";

export type SectionRow = typeof reviewSections.$inferSelect;

type Texts = Record<SectionName, string>;

/** The review with its prefilled sections, all or none; nothing when it is there already. */
export async function insertReview(d1: D1Database, row: ReviewRow, texts: Texts): Promise<void> {
	const db = open(d1);
	const sections = Object.entries(texts).map(([name, text]) => ({
		reviewId: row.id,
		name: name as SectionName,
		version: 1,
		text,
		entries: [],
		at: row.createdAt,
		by: SYSTEM,
	}));
	await runBatch(d1, [
		db.insert(reviews).values(row).onConflictDoNothing(),
		db.insert(reviewSections).values(sections).onConflictDoNothing(),
	]);
}

export interface Redraft {
	id: string;
	resolvedAt: number;
	dueAt: number;
	draftedSeq: number;
	texts: Texts;
	now: number;
}

/**
 * What the incident added since the draft was made. A section that nobody has edited gets a further version where its text
 * is another; one that somebody has edited stays as it is. Twice is once, and an older draft never replaces a newer one.
 */
export async function redraftReview(d1: D1Database, redraft: Redraft): Promise<void> {
	const { id, resolvedAt, dueAt, draftedSeq, texts, now } = redraft;
	const isNewer = sql`EXISTS (SELECT 1 FROM ${reviews}
		WHERE id = ${id} AND state <> 'published' AND drafted_seq < ${draftedSeq})`;
	const sections = Object.entries(texts).map(
		([name, text]): Statement => sql`
			INSERT INTO ${reviewSections} (review_id, name, version, text, entries, at, "by")
			SELECT review_id, name, version + 1, ${text}, entries, ${now}, "by" FROM ${reviewSections} AS latest
			WHERE review_id = ${id} AND name = ${name} AND text <> ${text} AND "by" ->> 'kind' = 'system'
			AND version = (SELECT max(version) FROM ${reviewSections} WHERE review_id = ${id} AND name = ${name})
			AND ${isNewer} ON CONFLICT DO NOTHING`,
	);
	await runBatch(d1, [
		...sections,
		sql`UPDATE ${reviews} SET resolved_at = ${resolvedAt}, due_at = ${dueAt}, drafted_seq = ${draftedSeq},
			version = version + (due_at IS NOT ${dueAt}), updated_at = ${now}
			WHERE id = ${id} AND state <> 'published'
			AND (drafted_seq < ${draftedSeq} OR due_at IS NOT ${dueAt})`,
	]);
}

/** What every section says now. By primary key. */
export async function currentSections(d1: D1Database, reviewId: string): Promise<SectionRow[]> {
	return open(d1)
		.select()
		.from(reviewSections)
		.where(
			and(
				eq(reviewSections.reviewId, reviewId),
				sql`(name, version) IN (SELECT name, max(version) FROM ${reviewSections}
					WHERE review_id = ${reviewId} GROUP BY name)`,
			),
		);
}

/** Newest first, those before this version. By primary key. */
export async function sectionVersions(
	d1: D1Database,
	reviewId: string,
	name: SectionName,
	page: { limit: number; before: number | null },
): Promise<SectionRow[]> {
	return open(d1)
		.select()
		.from(reviewSections)
		.where(
			and(
				eq(reviewSections.reviewId, reviewId),
				eq(reviewSections.name, name),
				page.before === null ? undefined : lt(reviewSections.version, page.before),
			),
		)
		.orderBy(desc(reviewSections.version))
		.limit(page.limit);
}

/** Adds the version after the greatest. False when somebody else has added it; nothing was written then. */
export async function appendSection(d1: D1Database, row: SectionRow): Promise<boolean> {
	const { reviewId, name, version, text, entries, at, by } = row;
	const { changes } = await runBatch(d1, [
		sql`INSERT INTO ${reviewSections} (review_id, name, version, text, entries, at, "by")
			SELECT ${reviewId}, ${name}, ${version}, ${text}, ${JSON.stringify(entries)}, ${at}, ${JSON.stringify(by)}
			WHERE (SELECT max(version) FROM ${reviewSections} WHERE review_id = ${reviewId} AND name = ${name})
			= ${version - 1} ON CONFLICT DO NOTHING`,
	]);
	return changes === 1;
}

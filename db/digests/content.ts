import { and, asc, eq, gte, inArray, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import type { TimedFacts } from "../../worker/metrics/rules/facts.ts";
import { incidents } from "../incidents/tables.ts";
import { incidentFacts } from "../metrics/tables.ts";
import { teams } from "../people/teams.ts";
import { open } from "../platform/client.ts";
import { reviews } from "../reviews/tables.ts";
import { services } from "../services/tables.ts";

/** Whose incidents a person reads of: their teams', or everybody's where they are in none. */
export interface Scope {
	teams: string[];
	/** Null: all services. */
	serviceIds: string[] | null;
}

export async function scopeOf(d1: D1Database, userId: string): Promise<Scope> {
	const isIn = sql`EXISTS (SELECT 1 FROM json_each(${teams.memberIds}) WHERE value = ${userId})`;
	const rows = await open(d1)
		.select({ name: teams.name, teamId: teams.id, serviceId: services.id })
		.from(teams)
		.leftJoin(services, eq(services.teamId, teams.id))
		.where(isIn)
		.orderBy(asc(teams.name));
	if (rows.length === 0) return { teams: [], serviceIds: null };
	const serviceIds = rows.flatMap(({ serviceId }) => (serviceId === null ? [] : [serviceId]));
	return { teams: [...new Set(rows.map(({ name }) => name))], serviceIds };
}

/** What figures need of the incidents between two instants. Uses incident_facts_by_time. */
export async function factsBetween(
	d1: D1Database,
	{ from, to }: { from: number; to: number },
	{ serviceIds }: Scope,
): Promise<TimedFacts[]> {
	const { serviceId, severity, detectedAt, triggeredAt, acknowledgedAt, resolvedAt } = incidentFacts;
	const { isDrill, isMerged, pageCount, nightPageCount, updatesKept, updatesLate } = incidentFacts;
	return open(d1)
		.select({
			...{ serviceId, severity, detectedAt, triggeredAt, acknowledgedAt, resolvedAt },
			...{ isDrill, isMerged, pageCount, nightPageCount, updatesKept, updatesLate },
		})
		.from(incidentFacts)
		.where(and(gte(triggeredAt, from), lt(triggeredAt, to), among(sql`${serviceId}`, serviceIds)));
}

/** Unfinished reviews that are due by then, the earliest first, at most `limit`. Uses reviews_by_due. */
export async function reviewsDueBy(
	d1: D1Database,
	until: number,
	{ serviceIds }: Scope,
	limit: number,
): Promise<{ incidentId: string; number: number; title: string; service: string; dueAt: number }[]> {
	const rows = await open(d1)
		.select({ view: incidents.view, dueAt: sql<number>`${reviews.dueAt}` })
		.from(reviews)
		.innerJoin(incidents, eq(incidents.id, reviews.incidentId))
		.where(
			and(
				inArray(reviews.state, ["draft", "in_review"]),
				isNull(reviews.skippedAt),
				lte(reviews.dueAt, until),
				among(sql`${reviews.serviceId}`, serviceIds),
			),
		)
		.orderBy(asc(reviews.dueAt))
		.limit(limit);
	return rows.map(({ view, dueAt }) => ({
		incidentId: view.id,
		number: view.number,
		title: view.title,
		service: view.service.name,
		dueAt,
	}));
}

function among(column: SQL, ids: string[] | null): SQL | undefined {
	return ids === null ? undefined : sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

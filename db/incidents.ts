import { and, asc, desc, eq, gt, lt, max, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { drizzle } from "drizzle-orm/d1";
import { asTimeline, type IncidentEvent } from "../worker/core/events.ts";
import type { IncidentState, IncidentView, TimelineEvent } from "../worker/core/incident-types.ts";
import type { PublicIncident } from "../worker/core/public-view.ts";
import type { Severity } from "../worker/core/severity.ts";
import { incidentEvents, incidents } from "./schema.ts";

/** D1 takes 100 bound values a statement; an event binds six. */
const EVENTS_PER_INSERT = 15;

/**
 * Brings the projection up to the view's version, in one batch. Idempotent by (incident, seq): told twice or in the
 * wrong order, a lower version never replaces a higher one.
 */
export async function projectIncident(
	db: D1Database,
	view: IncidentView,
	publicView: PublicIncident | null,
	events: IncidentEvent[],
): Promise<void> {
	const orm = drizzle(db);
	const row = rowOf(view, publicView);
	const { id, ...changes } = row;
	const upsert = orm
		.insert(incidents)
		.values({ id, ...changes })
		.onConflictDoUpdate({
			target: incidents.id,
			set: changes,
			setWhere: lt(incidents.lastSeq, view.version),
		});
	const inserts: BatchItem<"sqlite">[] = chunks(events, EVENTS_PER_INSERT).map((some) =>
		orm
			.insert(incidentEvents)
			.values(some.map((event) => ({ incidentId: view.id, ...eventRow(event) })))
			.onConflictDoNothing(),
	);
	await orm.batch([upsert, ...inserts]);
}

/** What a list of incidents may be narrowed by. */
export interface IncidentFilter {
	state?: IncidentState | undefined;
	serviceId?: string | undefined;
	severity?: Severity | undefined;
}

/** Newest first by id; `before` is the last id of the page before. Uses incidents_by_state or incidents_by_service. */
export async function listIncidents(
	db: D1Database,
	filter: IncidentFilter,
	limit: number,
	before: string | null,
): Promise<IncidentView[]> {
	const conditions: (SQL | undefined)[] = [
		filter.state ? eq(incidents.state, filter.state) : undefined,
		filter.serviceId ? eq(incidents.serviceId, filter.serviceId) : undefined,
		filter.severity ? eq(incidents.severity, filter.severity) : undefined,
		before ? lt(incidents.id, before) : undefined,
	];
	const rows = await drizzle(db)
		.select({ view: incidents.view })
		.from(incidents)
		.where(and(...conditions))
		.orderBy(desc(incidents.id))
		.limit(limit);
	return rows.map((row) => row.view);
}

/** The worst first, then the newest. Uses incidents_by_state; of what is open there is never much. */
export async function worstIncidents(
	db: D1Database,
	state: IncidentState,
	limit: number,
): Promise<IncidentView[]> {
	const rows = await drizzle(db)
		.select({ view: incidents.view })
		.from(incidents)
		.where(eq(incidents.state, state))
		.orderBy(asc(incidents.severity), desc(incidents.id))
		.limit(limit);
	return rows.map((row) => row.view);
}

/** The projection of one incident, null when it holds none. */
export async function readIncident(db: D1Database, id: string): Promise<IncidentView | null> {
	const [row] = await drizzle(db)
		.select({ view: incidents.view })
		.from(incidents)
		.where(eq(incidents.id, id));
	return row?.view ?? null;
}

/** The projected timeline after `afterSeq`, oldest first. Uses the primary key (incident, seq). */
export async function readTimeline(
	db: D1Database,
	id: string,
	afterSeq: number,
	limit: number,
): Promise<TimelineEvent[]> {
	return drizzle(db)
		.select({
			seq: incidentEvents.seq,
			type: incidentEvents.type,
			at: incidentEvents.at,
			actor: incidentEvents.actor,
			data: incidentEvents.data,
		})
		.from(incidentEvents)
		.where(and(eq(incidentEvents.incidentId, id), gt(incidentEvents.seq, afterSeq)))
		.orderBy(asc(incidentEvents.seq))
		.limit(limit);
}

/** The greatest number that an incident of the projection has; 0 when there is none. Uses incidents_by_number. */
export async function greatestNumber(db: D1Database): Promise<number> {
	const [row] = await drizzle(db)
		.select({ number: max(incidents.number) })
		.from(incidents);
	return row?.number ?? 0;
}

/** When the newest incident began, null before the first. Uses incidents_by_time. */
export async function lastTriggeredAt(db: D1Database): Promise<number | null> {
	const [row] = await drizzle(db)
		.select({ at: incidents.triggeredAt })
		.from(incidents)
		.where(eq(incidents.drill, false))
		.orderBy(desc(incidents.triggeredAt))
		.limit(1);
	return row?.at ?? null;
}

/** How many incidents are open, by severity: for /metrics. */
export async function countOpen(db: D1Database): Promise<{ severity: Severity; count: number }[]> {
	return drizzle(db)
		.select({ severity: incidents.severity, count: sql<number>`count(*)` })
		.from(incidents)
		.where(sql`${incidents.state} <> 'resolved'`)
		.groupBy(incidents.severity);
}

function rowOf(view: IncidentView, publicView: PublicIncident | null) {
	return {
		id: view.id,
		number: view.number,
		serviceId: view.service.id,
		severity: view.severity,
		state: view.state,
		status: view.status,
		title: view.title,
		sourceKind: view.source.kind,
		drill: view.drill,
		detectedAt: view.detectedAt,
		triggeredAt: view.triggeredAt,
		acknowledgedAt: view.acknowledgedAt,
		resolvedAt: view.resolvedAt,
		view,
		public: publicView,
		lastSeq: view.version,
	};
}

function eventRow(event: IncidentEvent) {
	const { seq, type, at, actor, data } = asTimeline(event);
	return { seq, type, at, actor, data };
}

function chunks<Item>(items: Item[], size: number): Item[][] {
	const parts: Item[][] = [];
	for (let i = 0; i < items.length; i += size) parts.push(items.slice(i, i + size));
	return parts;
}

import { and, asc, type Column, desc, eq, getTableColumns, gt, lt, type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { StoredEvent } from "../../worker/incidents/rules/events.ts";
import type {
	IncidentState,
	IncidentView,
	TimelineEvent,
} from "../../worker/incidents/rules/incident-types.ts";
import type { PublicIncident } from "../../worker/incidents/rules/public-view.ts";
import { SEARCHED_INCIDENTS, searchOf } from "../../worker/incidents/rules/search.ts";
import { rowOf as eventRowOf } from "../../worker/incidents/rules/stored-events.ts";
import type { Severity } from "../../worker/paging/rules/severity.ts";
import { writtenOnce } from "../platform/client.ts";
import { lies } from "../platform/places.ts";
import { incidentEvents, incidents } from "./tables.ts";

lies("incident", { table: incidents });

/** D1 takes 2 MB in a bound value, and an event at most some tens of kilobytes. */
const EVENTS_PER_INSERT = 20;

/** Every column by its name, for a statement that is written once and bound often. */
const VALUES = Object.fromEntries(
	Object.keys(getTableColumns(incidents)).map((name) => [name, sql.placeholder(name)]),
) as unknown as typeof incidents.$inferInsert;

/** The event's fields come as one JSON text, however many events there are. */
const INSERT_EVENTS = `
INSERT INTO incident_events (incident_id, seq, type, at, actor, data)
SELECT ?1, value ->> 'seq', value ->> 'type', value ->> 'at', value -> 'actor', value -> 'data' FROM json_each(?2)
WHERE TRUE ON CONFLICT DO NOTHING`;

/**
 * Brings the projection up to the view's version, in one batch. Idempotent by (incident, seq): told twice or in the
 * wrong order, a lower version never replaces a higher one. `also` is written with it; answers how many rows the last
 * of them wrote.
 */
export async function projectIncident(
	db: D1Database,
	view: IncidentView,
	publicView: PublicIncident | null,
	events: StoredEvent[],
	also: D1PreparedStatement[] = [],
): Promise<number> {
	const inserts = chunks(events, EVENTS_PER_INSERT).map((some) =>
		db.prepare(INSERT_EVENTS).bind(view.id, JSON.stringify(some.map(eventRowOf))),
	);
	const results = await db.batch([UPSERT(db, rowOf(view, publicView)), ...inserts, ...also]);
	return also.length === 0 ? 0 : (results.at(-1)?.meta.changes ?? 0);
}

/** Writing this statement costs far more than running it, and it runs after every event. */
const UPSERT = writtenOnce((orm) => {
	const { id: _id, ...changing } = getTableColumns(incidents);
	const given = ({ name }: Column) => sql`excluded.${sql.identifier(name)}`;
	return orm
		.insert(incidents)
		.values(VALUES)
		.onConflictDoUpdate({
			target: incidents.id,
			set: Object.fromEntries(Object.entries(changing).map(([name, column]) => [name, given(column)])),
			setWhere: lt(incidents.lastSeq, given(incidents.lastSeq)),
		});
});

/** What a list of incidents may be narrowed by. */
export interface IncidentFilter {
	state?: IncidentState | undefined;
	serviceId?: string | undefined;
	severity?: Severity | undefined;
	/** "#142", or words: see `searchOf`. */
	q?: string | undefined;
}

/**
 * Newest first by id; `before` is the last id of the page before. Uses incidents_by_state or incidents_by_service, for a
 * number incidents_by_number; words are looked for in a bounded stretch of the primary key.
 */
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
		...(filter.q === undefined ? [] : found(db, filter.q, before)),
	];
	const rows = await drizzle(db)
		.select({ view: incidents.view })
		.from(incidents)
		.where(and(...conditions))
		.orderBy(desc(incidents.id))
		.limit(limit);
	return rows.map((row) => row.view);
}

/** What a search adds to the conditions of a list. */
function found(db: D1Database, query: string, before: string | null): SQL[] {
	const search = searchOf(query);
	if ("number" in search) return [eq(incidents.number, search.number)];
	const stretch = drizzle(db)
		.select({ id: incidents.id })
		.from(incidents)
		.where(before ? lt(incidents.id, before) : undefined)
		.orderBy(desc(incidents.id))
		.limit(SEARCHED_INCIDENTS)
		.as("stretch");
	const oldest = drizzle(db)
		.select({ id: sql`min(${stretch.id})` })
		.from(stretch);
	const text = sql`lower(${incidents.number} || ' ' || ${incidents.title} || ' ' || (${incidents.view} ->> '$.service.name'))`;
	return [
		sql`${incidents.id} >= (${oldest})`,
		...search.words.map((word) => sql`instr(${text}, ${word}) > 0`),
	];
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

/** The projected rows after `afterSeq`, oldest first: read them with `readEvent`. Uses the primary key (incident, seq). */
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

function chunks<Item>(items: Item[], size: number): Item[][] {
	const parts: Item[][] = [];
	for (let i = 0; i < items.length; i += size) parts.push(items.slice(i, i + size));
	return parts;
}

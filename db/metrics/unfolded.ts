import { asc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { IncidentEvent } from "../../worker/incidents/rules/events.ts";
import type { IncidentFacts } from "../../worker/metrics/rules/facts.ts";
import { type Aftermath, FOLDED_TYPES } from "../../worker/metrics/rules/fold-facts.ts";
import { incidentEvents, incidents } from "../incidents/tables.ts";
import { users } from "../people/tables.ts";
import { batchOf, kept, literal, open } from "../platform/client.ts";
import { actionItems, reviews } from "../reviews/tables.ts";
import {
	type ActionTuple,
	type GapTuple,
	incidentFacts,
	type PageTuple,
	unfoldedIncidents,
} from "./tables.ts";

/** An incident to fold, with the seq up to which its projection has come. */
export interface Unfolded {
	id: string;
	lastSeq: number;
	/** See `unfoldedIncidents`. */
	mark: number;
	/** Those of `FOLDED_TYPES`, in the order of `seq`. */
	events: IncidentEvent[];
	aftermath: Aftermath;
}

export interface UnfoldedBatch {
	incidents: Unfolded[];
	timeZones: Map<string, string>;
}

/** How many wait to be folded, counted up to `most`. */
export async function countUnfolded(d1: D1Database, most: number): Promise<number> {
	const waiting = open(d1).select({ one: sql`1` }).from(unfoldedIncidents).limit(most).as("waiting");
	return open(d1).$count(waiting);
}

/**
 * Those that have waited longest: at most `limit` incidents, and of long ones so many that their events are no more than
 * `mostEvents`, but at least one. Null when none waits, after one statement that reads nothing.
 */
export async function readUnfolded(
	d1: D1Database,
	limit: number,
	mostEvents: number,
): Promise<UnfoldedBatch | null> {
	const waiting = await WAITING(d1, limit).all();
	if (waiting.length === 0) return null;
	const ids = JSON.stringify(upTo(mostEvents, waiting));
	const parts = [MARKS(d1), EVENTS(d1), PEOPLE(d1), REVIEWS(d1), ITEMS(d1)] as const;
	const [found, events, people, reviewed, items] = await batchOf(d1, { ids }, ...parts);
	const byIncident = Map.groupBy(events, (event) => event.incidentId);
	const reviewOf = new Map(reviewed.map((row) => [row.incidentId, row]));
	const itemsOf = Map.groupBy(items, (item) => item.incidentId);
	return {
		incidents: found.map((one) => ({
			...one,
			events: asEvents(byIncident.get(one.id) ?? []),
			aftermath: aftermathOf(reviewOf.get(one.id), itemsOf.get(one.id) ?? []),
		})),
		timeZones: new Map(people.map(({ id, timeZone }) => [id, timeZone])),
	};
}

const REVIEW = {
	...{ incidentId: reviews.incidentId, dueAt: reviews.dueAt, publishedAt: reviews.publishedAt },
	...{ skippedAt: reviews.skippedAt, cause: reviews.cause },
};
const ITEM = {
	...{ incidentId: actionItems.incidentId, dueAt: actionItems.dueAt },
	...{ closedAt: actionItems.closedAt, state: actionItems.state },
};

const IDS = sql`(SELECT value FROM json_each(${sql.placeholder("ids")}))`;
/** Answers a row where an incident waits to be folded. */
export const unfoldedWaits = (d1: D1Database) => WAITING(d1, 1);

const WAITING = kept((orm, limit) =>
	orm
		.select({ id: unfoldedIncidents.incidentId, lastSeq: incidents.lastSeq })
		.from(unfoldedIncidents)
		.innerJoin(incidents, eq(incidents.id, unfoldedIncidents.incidentId))
		.orderBy(sql`${unfoldedIncidents}.rowid`)
		.limit(literal(limit))
		.prepare(),
);
const MARKS = kept((orm) =>
	orm
		.select({ id: incidents.id, lastSeq: incidents.lastSeq, mark: unfoldedIncidents.mark })
		.from(incidents)
		.innerJoin(unfoldedIncidents, eq(unfoldedIncidents.incidentId, incidents.id))
		.where(inArray(incidents.id, IDS))
		.prepare(),
);
const EVENTS = kept((orm) => {
	const isFolded = inArray(incidentEvents.type, [...FOLDED_TYPES]);
	return orm
		.select(getTableColumns(incidentEvents))
		.from(incidentEvents)
		.where(sql`${inArray(incidentEvents.incidentId, IDS)} AND ${isFolded}`)
		.orderBy(asc(incidentEvents.incidentId), asc(incidentEvents.seq))
		.prepare();
});
const PEOPLE = kept((orm) => orm.select({ id: users.id, timeZone: users.timeZone }).from(users).prepare());
const REVIEWS = kept((orm) =>
	orm.select(REVIEW).from(reviews).where(inArray(reviews.incidentId, IDS)).prepare(),
);
const ITEMS = kept((orm) =>
	orm
		.select(ITEM)
		.from(actionItems)
		.where(inArray(actionItems.incidentId, IDS))
		.orderBy(asc(actionItems.id))
		.prepare(),
);

type ReviewRow = Pick<typeof reviews.$inferSelect, keyof typeof REVIEW>;
type ItemRow = Pick<typeof actionItems.$inferSelect, keyof typeof ITEM>;

function aftermathOf(review: ReviewRow | undefined, items: ItemRow[]): Aftermath {
	return {
		review: review
			? {
					...{ dueAt: review.dueAt, publishedAt: review.publishedAt, cause: review.cause },
					isSkipped: review.skippedAt !== null,
				}
			: null,
		actions: items.map(({ dueAt, closedAt, state }) => ({ dueAt, closedAt, isDropped: state === "dropped" })),
	};
}

/** The first ones whose events are so many together; the very first whatever it has. */
function upTo(mostEvents: number, waiting: { id: string; lastSeq: number }[]): string[] {
	let sum = 0;
	const end = waiting.findIndex(({ lastSeq }, index) => {
		sum += lastSeq;
		return index > 0 && sum > mostEvents;
	});
	return waiting.slice(0, end < 0 ? waiting.length : end).map(({ id }) => id);
}

/** Only widened when they were projected: `projectIncident` takes them as they are. */
function asEvents(rows: { seq: number; type: string; at: number }[]): IncidentEvent[] {
	return rows as unknown as IncidentEvent[];
}

/** Facts and how far they go; null where a timeline says nothing, so that it does not wait for ever. */
export interface Folded {
	id: string;
	lastSeq: number;
	mark: number;
	facts: IncidentFacts | null;
}

/** Idempotent by (incident, seq). What has gone on since it was read keeps waiting. */
export async function writeFolded(d1: D1Database, folded: Folded[]): Promise<void> {
	const rows = folded.flatMap(({ facts, lastSeq }) => (facts === null ? [] : [rowOf(facts, lastSeq)]));
	const done = folded.map(({ id, lastSeq, mark }) => ({ id, lastSeq, mark }));
	await d1.batch([
		d1.prepare(UPSERT).bind(JSON.stringify(rows)),
		d1.prepare(DONE).bind(JSON.stringify(done)),
	]);
}

const COLUMNS = Object.entries(getTableColumns(incidentFacts)).map(([key, { name }]) => ({ key, name }));
const CHANGING = COLUMNS.filter(({ key }) => key !== "incidentId");

const UPSERT = `
INSERT INTO incident_facts (${COLUMNS.map(({ name }) => name).join(", ")})
SELECT ${COLUMNS.map(({ key }) => `value ->> '${key}'`).join(", ")} FROM json_each(?1)
WHERE TRUE ON CONFLICT (incident_id) DO UPDATE SET ${CHANGING.map(({ name }) => `${name} = excluded.${name}`).join(", ")}
WHERE excluded.last_seq >= last_seq`;

const DONE = `
DELETE FROM unfolded_incidents WHERE (incident_id, mark) IN (
	SELECT value ->> 'id', value ->> 'mark' FROM json_each(?1) JOIN incidents ON incidents.id = value ->> 'id'
	WHERE last_seq <= value ->> 'lastSeq')`;

function rowOf(
	{ source, pages, updateGaps, actions, ...facts }: IncidentFacts,
	lastSeq: number,
): typeof incidentFacts.$inferInsert {
	return {
		...facts,
		sourceKind: source.kind,
		sourceId: source.id,
		pages: pages.map(({ userId, at, weekHour }): PageTuple => [userId, at, weekHour]),
		updateGaps: updateGaps.map(({ gapMs, everySeconds }): GapTuple => [gapMs, everySeconds]),
		actions: actions.map(({ dueAt, closedAt, isDropped }): ActionTuple => [dueAt, closedAt, isDropped]),
		lastSeq,
	};
}

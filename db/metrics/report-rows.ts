import { and, type Column, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { ServiceAtStake } from "../../worker/metrics/rules/error-budget.ts";
import type { BriefFacts, IncidentFacts } from "../../worker/metrics/rules/facts.ts";
import type { MonitorRule } from "../../worker/metrics/rules/noise.ts";
import type { Period } from "../../worker/metrics/rules/period.ts";
import type { Severity } from "../../worker/paging/rules/severity.ts";
import { monitors } from "../monitoring/tables.ts";
import { users } from "../people/tables.ts";
import { open } from "../platform/client.ts";
import { services } from "../services/tables.ts";
import { incidentFacts } from "./tables.ts";

/** What a report may be narrowed to. A team's incidents are those of the services that it has now. */
export interface ReportFilter {
	serviceId?: string | undefined;
	severity?: Severity | undefined;
	teamId?: string | undefined;
}

export interface ReportRows {
	incidents: IncidentFacts[];
	earlier: BriefFacts[];
	services: ServiceAtStake[];
	monitors: MonitorRule[];
	userNames: Map<string, string>;
}

type Span = Pick<Period, "from" | "to">;

const { serviceId, severity, detectedAt, triggeredAt, acknowledgedAt, resolvedAt } = incidentFacts;
const { isDrill, isMerged, pageCount, nightPageCount, updatesKept, updatesLate } = incidentFacts;
const { acknowledgedVia, disposition, updateGaps, hasRunbook, review, actions } = incidentFacts;
const { acknowledgedInTime, acknowledgedLate, stakeholdersKept, stakeholdersLate } = incidentFacts;
const { incidentId, number, sourceKind, sourceId, resolvedBy, reopenedCount, pages } = incidentFacts;

/** The columns of `BriefFacts`. */
const BRIEF = {
	...{ serviceId, severity, detectedAt, triggeredAt, acknowledgedAt, resolvedAt },
	...{ isDrill, isMerged, pageCount, nightPageCount, updatesKept, updatesLate },
	...{ acknowledgedVia, disposition, updateGaps, hasRunbook, review, actions },
	...{ acknowledgedInTime, acknowledgedLate, stakeholdersKept, stakeholdersLate },
};
export const WHOLE = {
	...BRIEF,
	...{ incidentId, number, sourceKind, sourceId, resolvedBy, reopenedCount, pages },
};

/**
 * What two periods and their report need, in five statements, however many incidents there are. Of incidents it reads
 * those of the periods alone, by incident_facts_by_time or incident_facts_by_service.
 */
export async function readReportRows(
	d1: D1Database,
	period: Span,
	before: Span,
	filter: ReportFilter,
): Promise<ReportRows> {
	const db = open(d1);
	const [rows, earlier, owned, people] = await db.batch([
		db.select(WHOLE).from(incidentFacts).where(within(period, filter)),
		db.select(BRIEF).from(incidentFacts).where(within(before, filter)),
		db
			.select({ id: services.id, name: services.name, tier: services.tier, createdAt: services.createdAt })
			.from(services)
			.where(and(equal(services.id, filter.serviceId), equal(services.teamId, filter.teamId))),
		db.select({ id: users.id, name: users.name }).from(users),
	]);
	const incidents = rows.map(factsOf);
	const sources = new Set(incidents.map(({ source }) => (source.kind === "monitor" ? source.id : null)));
	return {
		incidents,
		earlier: earlier.map(briefOf),
		services: owned,
		monitors: await readMonitors(d1, [...sources]),
		userNames: new Map(people.map(({ id, name }) => [id, name])),
	};
}

/** The narrow columns of one period, for figures alone. */
export async function readBriefFacts(d1: D1Database, period: Span): Promise<BriefFacts[]> {
	const rows = await open(d1).select(BRIEF).from(incidentFacts).where(within(period, {}));
	return rows.map(briefOf);
}

function within(period: Span, filter: ReportFilter): SQL | undefined {
	const ofTeam = sql`(SELECT ${services.id} FROM ${services} WHERE ${services.teamId} = ${filter.teamId ?? null})`;
	return and(
		gte(triggeredAt, period.from),
		lt(triggeredAt, period.to),
		equal(serviceId, filter.serviceId),
		equal(severity, filter.severity),
		filter.teamId === undefined ? undefined : inArray(serviceId, ofTeam),
	);
}

function equal(column: Column, value: string | undefined): SQL | undefined {
	return value === undefined ? undefined : eq(column, value);
}

/** Those that still exist. */
function readMonitors(d1: D1Database, ids: (string | null)[]): Promise<MonitorRule[]> {
	const { id, name, kind, intervalSeconds, failureThreshold, recoveryThreshold } = monitors;
	return open(d1)
		.select({ id, name, kind, intervalSeconds, failureThreshold, recoveryThreshold })
		.from(monitors)
		.where(inArray(id, sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`));
}

type Row = typeof incidentFacts.$inferSelect;
/** A row of `WHOLE`. */
type WholeRow = Omit<Row, "lastSeq">;

export function factsOf({ sourceKind, sourceId, pages, ...row }: WholeRow): IncidentFacts {
	return {
		...briefOf(row),
		source: { kind: sourceKind, id: sourceId },
		pages: pages.map(([userId, at, weekHour]) => ({ userId, at, weekHour })),
	};
}

/** What stands in short in the row stands in words in the facts. */
function briefOf<Brief extends Pick<Row, "updateGaps" | "actions">>({ updateGaps, actions, ...row }: Brief) {
	return {
		...row,
		updateGaps: updateGaps.map(([gapMs, everySeconds]) => ({ gapMs, everySeconds })),
		actions: actions.map(([dueAt, closedAt, isDropped]) => ({ dueAt, closedAt, isDropped })),
	};
}

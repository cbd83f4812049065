/** What customers report, counted by component in a window of time. */
import { and, desc, eq, lt, sql } from "drizzle-orm";
import { DEFAULT_REPORT_THRESHOLD } from "../../worker/people/rules/report-threshold.ts";
import { MOST_IN_WINDOW, REPORTS_KEPT_MS, WINDOW_MS } from "../../worker/reports/rules/reports.ts";
import { incidents } from "../incidents/tables.ts";
import { settings } from "../people/tables.ts";
import { open, runBatch, type Statement } from "../platform/client.ts";
import { services } from "../services/tables.ts";
import { type ReportRow, reports } from "./tables.ts";

/** An incident that reports ask for and that may not be open yet. */
export interface WantedIncident {
	incidentId: string;
	serviceId: string;
	count: number;
	/** The newest ten. */
	messages: string[];
}

/**
 * Counts one report: once for each network, component and window, and never more than a window holds. Those that nobody
 * looks into yet then belong to the open incident of their component; where there is none and they are enough, to
 * `incidentId`, which is to be opened. All of it is one batch, so two that meet open one. Uses reports_by_component.
 */
export async function noteReport(
	d1: D1Database,
	report: Pick<ReportRow, "id" | "componentId" | "at" | "message" | "networkHash">,
	incidentId: string,
): Promise<void> {
	const { id, componentId, at, message, networkHash } = report;
	const since = at - WINDOW_MS;
	const inWindow = sql`component_id IS ${componentId} AND at > ${since}`;
	await runBatch(d1, [
		sql`INSERT INTO ${reports} (id, component_id, at, message, network_hash)
			SELECT ${id}, ${componentId}, ${at}, ${message}, ${networkHash}
			WHERE NOT EXISTS (SELECT 1 FROM ${reports} WHERE ${inWindow} AND network_hash = ${networkHash})
			AND (SELECT COUNT(*) FROM ${reports} WHERE ${inWindow}) < ${MOST_IN_WINDOW}`,
		...(componentId === null ? [] : belonging(componentId, at, incidentId)),
	]);
}

function belonging(componentId: string, at: number, incidentId: string): Statement[] {
	const since = at - WINDOW_MS;
	const free = sql`SELECT id FROM ${reports} WHERE component_id = ${componentId} AND at > ${since} AND incident_id IS NULL`;
	const isOver = sql`SELECT 1 FROM ${incidents} AS i WHERE i.id = r.incident_id AND i.state = 'resolved'`;
	const known = sql`COALESCE(
		(SELECT i.id FROM ${incidents} AS i JOIN ${services} AS s ON s.id = i.service_id
			WHERE s.component_id = ${componentId} AND i.state <> 'resolved' AND i.drill = 0 ORDER BY i.id LIMIT 1),
		(SELECT r.incident_id FROM ${reports} AS r WHERE r.component_id = ${componentId} AND r.at > ${since}
			AND r.incident_id IS NOT NULL AND NOT EXISTS (${isOver}) ORDER BY r.at DESC LIMIT 1))`;
	const threshold = sql`COALESCE((SELECT report_threshold FROM ${settings} LIMIT 1), ${DEFAULT_REPORT_THRESHOLD})`;
	return [
		sql`UPDATE ${reports} SET incident_id = ${known}, declared_at = ${at}
			WHERE id IN (${free}) AND ${known} IS NOT NULL`,
		sql`UPDATE ${reports} SET incident_id = ${incidentId}
			WHERE id IN (${free}) AND ${threshold} > 0 AND (SELECT COUNT(*) FROM (${free})) >= ${threshold}
			AND EXISTS (SELECT 1 FROM ${services} WHERE component_id = ${componentId})`,
	];
}

/** Incidents that are still to be opened, ten at most. Whoever asked for one may have been killed before it was. */
export async function wantedIncidents(d1: D1Database, since: number): Promise<WantedIncident[]> {
	const { rows } = await runBatch<{ incidentId: string; serviceId: string; count: number; messages: string }>(
		d1,
		[
			sql`SELECT incident_id AS incidentId, COUNT(*) AS count,
			(SELECT id FROM ${services} AS s WHERE s.component_id = r.component_id
				ORDER BY COALESCE(s.tier, 4), s.created_at, s.id LIMIT 1) AS serviceId,
			(SELECT json_group_array(m.message) FROM (SELECT message FROM ${reports} AS one
				WHERE one.incident_id = r.incident_id AND message IS NOT NULL ORDER BY at DESC LIMIT 10) AS m) AS messages
			FROM ${reports} AS r WHERE at > ${since} AND incident_id IS NOT NULL AND declared_at IS NULL
			GROUP BY incident_id LIMIT 10`,
		],
	);
	const found = rows[0] ?? [];
	return found.map((row) => ({ ...row, messages: JSON.parse(row.messages) as string[] }));
}

/** It is open, or never will be: its service is gone. */
export async function noteDeclared(d1: D1Database, incidentId: string, at: number): Promise<void> {
	await open(d1)
		.update(reports)
		.set({ declaredAt: at })
		.where(and(eq(reports.incidentId, incidentId), sql`declared_at IS NULL`));
}

/** How many belong to an incident, and the newest of them. Uses reports_by_incident. */
export async function reportsOf(
	d1: D1Database,
	incidentId: string,
	limit: number,
): Promise<{ count: number; newest: { at: number; message: string | null }[] }> {
	const db = open(d1);
	const own = eq(reports.incidentId, incidentId);
	const [count, newest] = await Promise.all([
		db.$count(reports, own),
		db
			.select({ at: reports.at, message: reports.message })
			.from(reports)
			.where(own)
			.orderBy(desc(reports.at))
			.limit(limit),
	]);
	return { count, newest };
}

/** For the hourly tidying. Uses reports_by_age. */
export const oldReports = (d1: D1Database, now: number): Statement =>
	open(d1)
		.delete(reports)
		.where(lt(reports.at, now - REPORTS_KEPT_MS));

import { sql } from "drizzle-orm";
import { INCIDENT_VIEW, type IncidentView } from "../../worker/incidents/rules/incident-types.ts";
import type { Instant } from "../../worker/platform/rules/time.ts";
import { changeEvents } from "../alerts/tables.ts";
import { incidentEvents, incidents } from "../incidents/tables.ts";
import { monitors } from "../monitoring/tables.ts";
import { runBatch } from "../platform/client.ts";
import { auditLog } from "../platform/tables.ts";
import { remediationRuns, remediations } from "../remediation/tables.ts";
import { services } from "../services/tables.ts";
import { reviewSections, reviews } from "./tables.ts";

/** An incident with what its checks named when it began. */
export interface BegunIncident {
	view: IncidentView;
	errors: string[];
}

export interface ChangeRow {
	at: number;
	action: string;
	targetId: string;
	/** JSON texts. */
	actor: string;
	before: string | null;
	after: string | null;
}

export interface RunRow {
	at: number;
	remediationId: string;
	name: string;
}

/** What another tool told as a change event. */
export interface ReportedRow {
	at: number;
	id: string;
	summary: string;
	source: string;
	url: string | null;
}

export interface AroundRows {
	/** The newest of its service, itself left out; drills among drills. */
	others: BegunIncident[];
	changes: ChangeRow[];
	runs: RunRow[];
	reported: ReportedRow[];
	links: { label: string; url: string }[];
}

/** So far back it is looked for what is alike. */
const MOST_OTHERS = 100;
const MOST_CHANGES = 6;

type BegunRow = { view: string; errors: string | null };

const ERRORS = sql`(SELECT json_group_array(DISTINCT seen.value ->> 'reason')
	FROM ${incidentEvents} AS opening, json_each(opening.data -> 'evidence') AS seen
	WHERE opening.incident_id = one.id AND opening.seq = 1 AND seen.value ->> 'reason' IS NOT NULL)`;

/** Null when the projection does not hold it. By primary key. */
export async function readBegun(d1: D1Database, id: string): Promise<BegunIncident | null> {
	const { rows } = await runBatch<BegunRow>(d1, [
		sql`SELECT view, ${ERRORS} AS errors FROM ${incidents} AS one WHERE id = ${id}`,
	]);
	const [row] = rows[0] ?? [];
	return row ? begunOf(row) : null;
}

/** What is around an incident. Uses incidents_by_service, audit_log_by_target, change_events_by_service and remediations_by_service. */
export async function readAround(d1: D1Database, view: IncidentView, since: Instant): Promise<AroundRows> {
	const { id } = view;
	const serviceId = view.service.id;
	const { rows } = await runBatch<unknown>(d1, [
		sql`SELECT view, ${ERRORS} AS errors FROM (SELECT id, view FROM ${incidents}
			WHERE service_id = ${serviceId} AND id <> ${id} AND drill = ${view.drill ? 1 : 0}
			ORDER BY id DESC LIMIT ${MOST_OTHERS}) AS one`,
		sql`SELECT at, action, target_id AS targetId, actor, before, after FROM ${auditLog}
			WHERE target_id IN (SELECT ${serviceId} UNION ALL SELECT escalation_policy_id FROM ${services} WHERE id = ${serviceId}
				UNION ALL SELECT id FROM ${monitors} WHERE service_id = ${serviceId})
			AND at >= ${since} ORDER BY at DESC LIMIT ${MOST_CHANGES}`,
		sql`SELECT run.claimed_at AS at, remediation.id AS remediationId, remediation.name
			FROM ${remediationRuns} AS run JOIN ${remediations} AS remediation ON remediation.id = run.remediation_id
			WHERE remediation.service_id = ${serviceId} AND run.incident_id <> ${id} AND run.claimed_at >= ${since}
			ORDER BY run.claimed_at DESC LIMIT ${MOST_CHANGES}`,
		sql`SELECT at, id, summary, source, links ->> '$[0].href' AS url FROM ${changeEvents}
			WHERE service_id = ${serviceId} AND at BETWEEN ${since} AND ${view.resolvedAt ?? Number.MAX_SAFE_INTEGER}
			ORDER BY at DESC LIMIT ${MOST_CHANGES}`,
		sql`SELECT links FROM ${services} WHERE id = ${serviceId}`,
	]);
	const [others = [], changes = [], runs = [], reported = [], [service] = []] = rows;
	return {
		others: (others as BegunRow[]).map(begunOf),
		changes: changes as ChangeRow[],
		runs: runs as RunRow[],
		reported: reported as ReportedRow[],
		links: service ? (JSON.parse((service as { links: string }).links) as AroundRows["links"]) : [],
	};
}

/** How an incident ended, in the words of those who were there. */
export interface EndRow {
	id: string;
	note: string | null;
	cause: string | null;
	remediation: string | null;
}

/** Of these incidents. What no person wrote in a review is no finding. By primary keys. */
export async function readEnds(d1: D1Database, ids: string[]): Promise<Map<string, EndRow>> {
	if (ids.length === 0) return new Map();
	const last = (type: string) => sql`(SELECT data FROM ${incidentEvents}
		WHERE incident_id = given.value AND type = ${type} ORDER BY seq DESC LIMIT 1)`;
	const { rows } = await runBatch<EndRow>(d1, [
		sql`SELECT given.value AS id, ${last("resolved")} ->> 'note' AS note,
			(SELECT CASE data ->> 'result' WHEN 'recovered' THEN data ->> 'name' END FROM ${incidentEvents}
				WHERE incident_id = given.value AND type = 'remediation_finished' ORDER BY seq DESC LIMIT 1) AS remediation,
			(SELECT section.text FROM ${reviews} AS review JOIN ${reviewSections} AS section ON section.review_id = review.id
				WHERE review.incident_id = given.value AND section.name = 'rootCause' AND section."by" ->> 'kind' <> 'system'
				ORDER BY section.version DESC LIMIT 1) AS cause
			FROM json_each(${JSON.stringify(ids)}) AS given`,
	]);
	return new Map((rows[0] ?? []).map((row) => [row.id, row]));
}

function begunOf({ view, errors }: BegunRow): BegunIncident {
	return {
		view: INCIDENT_VIEW.fromText(view).value,
		errors: errors === null ? [] : (JSON.parse(errors) as string[]),
	};
}

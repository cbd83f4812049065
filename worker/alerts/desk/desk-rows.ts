import type { Severity } from "../../paging/rules/severity.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { AlertKey } from "../rpc.ts";
import type { KnownIncident } from "../rules/routing.ts";

/** Where monitors' keys live; integrations have their own id. */
export const MONITOR_SCOPE = "monitor";

export type Sql = Pick<SqlStorage, "exec">;

/** One problem of one source. `scope` is the integration's id, or `MONITOR_SCOPE`. */
export interface KeyName {
	scope: string;
	dedupKey: string;
}

export interface KeyRow {
	incidentId: string;
	/** How much of it is on: 0 or 1, or the number of firing members. Valid only while `generation` is the incident's. */
	firing: number;
	generation: number;
	severity: Severity;
	told: number;
	/** Triggers accepted, and how many of them were only counted. */
	received: number;
	suppressed: number;
	/** Of the newest signal of a monitor: one that is not greater is a copy. */
	signalOrder: number;
	/** The incident with which it came here, when that was merged. */
	mergedFrom: string | null;
}

export interface IncidentRow extends KnownIncident {
	firing: number;
	/** Grows with every resolve by hand, which ends what was on without naming it. */
	generation: number;
	/** Of the newest change that the incident reported. */
	seq: number;
	openedAt: Instant;
	/** Resolved although checks failed: its monitors are not heard again before this. */
	quietUntil: Instant | null;
	/** The incident in which it goes on. */
	mergedInto: string | null;
}

/** A row as the store answers it. */
export type Row = Record<string, SqlStorageValue>;

/** Without the time until which it is held, which no row knows. */
export function toAlertKey(row: Row): Omit<AlertKey, "heldUntil"> {
	const [scope, dedupKey] = [String(row.scope), String(row.dedup_key)];
	return {
		integrationId: scope === MONITOR_SCOPE ? null : scope,
		dedupKey,
		incidentId: textOrNull(row.incident_id),
		state: row.state as AlertKey["state"],
		received: Number(row.received),
		suppressed: Number(row.suppressed),
		place: JSON.stringify([scope, dedupKey]),
	};
}

/** A resolve by hand ended what was on: a key of an earlier generation has nothing on. */
export function inGeneration(key: KeyRow, incident: IncidentRow): KeyRow {
	return key.generation === incident.generation
		? key
		: { ...key, generation: incident.generation, firing: 0 };
}

/** Only `toAlertKey` makes places, and a cursor is refused unless we made it. */
export function readPlace(place: string): [string, string] {
	return JSON.parse(place) as [string, string];
}

export function toKey(row: Row): KeyRow {
	return {
		incidentId: String(row.incident_id),
		firing: Number(row.firing),
		generation: Number(row.round),
		severity: toSeverity(row.severity),
		told: Number(row.told),
		received: Number(row.received),
		suppressed: Number(row.suppressed),
		signalOrder: Number(row.signal_order),
		mergedFrom: textOrNull(row.merged_from),
	};
}

export function toIncident(row: Row): IncidentRow {
	return {
		id: String(row.id),
		open: row.open === 1,
		resolvedAt: row.resolved_at === null ? null : Number(row.resolved_at),
		storm: row.storm === 1,
		severity: toSeverity(row.severity),
		told: Number(row.told),
		firing: Number(row.firing),
		generation: Number(row.round),
		seq: Number(row.seq),
		openedAt: Number(row.opened_at),
		quietUntil: typeof row.quiet_until === "number" ? row.quiet_until : null,
		mergedInto: textOrNull(row.merged_into),
	};
}

function textOrNull(value: SqlStorageValue | undefined): string | null {
	return typeof value === "string" ? value : null;
}

/** Only severities are ever written to these columns. */
function toSeverity(value: SqlStorageValue | undefined): Severity {
	return value as Severity;
}

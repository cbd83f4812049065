import type { KnownIncident } from "../core/routing.ts";
import type { Severity } from "../core/severity.ts";
import type { Instant } from "../core/time.ts";
import type { AlertKey, DeskRpc } from "../objects.ts";

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
	/** How much of it is on: 0 or 1, or the number of firing members. Valid only while `round` is the incident's. */
	firing: number;
	round: number;
	severity: Severity;
	told: number;
	/** Triggers accepted, and how many of them were only counted. */
	received: number;
	suppressed: number;
	/** When the newest down signal of a monitor was detected: an older one is a late copy. */
	signalAt: Instant;
}

export interface IncidentRow extends KnownIncident {
	firing: number;
	/** Grows with every resolve by hand, which ends what was on without naming it. */
	round: number;
	/** Of the newest change that the incident reported. */
	seq: number;
	openedAt: Instant;
}

const TABLES = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys (
	scope TEXT NOT NULL, dedup_key TEXT NOT NULL, incident_id TEXT NOT NULL, firing INTEGER NOT NULL,
	round INTEGER NOT NULL, severity TEXT NOT NULL, told INTEGER NOT NULL, received INTEGER NOT NULL,
	suppressed INTEGER NOT NULL, signal_at INTEGER NOT NULL, PRIMARY KEY (scope, dedup_key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS members (
	scope TEXT NOT NULL, dedup_key TEXT NOT NULL, member_key TEXT NOT NULL,
	PRIMARY KEY (scope, dedup_key, member_key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS incidents (
	id TEXT PRIMARY KEY, open INTEGER NOT NULL, resolved_at INTEGER, storm INTEGER NOT NULL, severity TEXT NOT NULL,
	told INTEGER NOT NULL, firing INTEGER NOT NULL, round INTEGER NOT NULL, seq INTEGER NOT NULL,
	opened_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending (
	id INTEGER PRIMARY KEY, incident_id TEXT NOT NULL, delivery TEXT NOT NULL, attempts INTEGER NOT NULL,
	next_at INTEGER NOT NULL);
`;

/** The Desk's own tables. They are made when the first plan is kept: a key that nobody issued leaves no trace. */
export class DeskStore {
	readonly #sql: Sql;
	#exists: boolean;

	constructor(sql: Sql) {
		this.#sql = sql;
		this.#exists = this.#rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'").length > 0;
	}

	get exists(): boolean {
		return this.#exists;
	}

	create(): void {
		this.#sql.exec(TABLES);
		this.#exists = true;
	}

	note(name: string): string | null {
		const value = this.#rows("SELECT value FROM meta WHERE name = ?", name)[0]?.value;
		return typeof value === "string" ? value : null;
	}

	keep(name: string, value: string): void {
		this.#sql.exec("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value);
	}

	forget(name: string): void {
		this.#sql.exec("DELETE FROM meta WHERE name = ?", name);
	}

	key({ scope, dedupKey }: KeyName): KeyRow | null {
		const row = this.#rows("SELECT * FROM keys WHERE scope = ? AND dedup_key = ?", scope, dedupKey)[0];
		return row ? toKey(row) : null;
	}

	saveKey({ scope, dedupKey }: KeyName, key: KeyRow): void {
		const { incidentId, firing, round, severity, told, received, suppressed, signalAt } = key;
		this.#sql.exec(
			"INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			...[scope, dedupKey, incidentId, firing, round, severity, told, received, suppressed, signalAt],
		);
	}

	/** Repeats that nobody needs to hear of, in one row write per key. */
	countRepeats({ scope, dedupKey }: KeyName, times: number): void {
		const set = "received = received + ?, suppressed = suppressed + ?";
		this.#sql.exec(
			`UPDATE keys SET ${set} WHERE scope = ? AND dedup_key = ?`,
			...[times, times, scope, dedupKey],
		);
	}

	hasMember({ scope, dedupKey }: KeyName, member: string): boolean {
		const where = "scope = ? AND dedup_key = ? AND member_key = ?";
		return this.#rows(`SELECT 1 FROM members WHERE ${where}`, scope, dedupKey, member).length > 0;
	}

	addMember({ scope, dedupKey }: KeyName, member: string): void {
		this.#sql.exec("INSERT OR IGNORE INTO members VALUES (?, ?, ?)", scope, dedupKey, member);
	}

	/** Removes one member, or all of the key's. */
	removeMember({ scope, dedupKey }: KeyName, member: string | null): void {
		const where = `scope = ? AND dedup_key = ?${member === null ? "" : " AND member_key = ?"}`;
		this.#sql.exec(
			`DELETE FROM members WHERE ${where}`,
			scope,
			dedupKey,
			...(member === null ? [] : [member]),
		);
	}

	incident(id: string): IncidentRow | null {
		const row = this.#rows("SELECT * FROM incidents WHERE id = ?", id)[0];
		return row ? toIncident(row) : null;
	}

	/** Incidents that were opened after this, the newest first; at most 100. */
	openedAfter(at: Instant): IncidentRow[] {
		return this.#rows(
			"SELECT * FROM incidents WHERE opened_at > ? ORDER BY opened_at DESC LIMIT 100",
			at,
		).map(toIncident);
	}

	newestOpenStorm(): IncidentRow | null {
		const row = this.#rows(
			"SELECT * FROM incidents WHERE storm = 1 AND open = 1 ORDER BY id DESC LIMIT 1",
		)[0];
		return row ? toIncident(row) : null;
	}

	saveIncident(incident: IncidentRow): void {
		const { id, open, resolvedAt, storm, severity, told, firing, round, seq, openedAt } = incident;
		this.#sql.exec(
			"INSERT OR REPLACE INTO incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			...[id, Number(open), resolvedAt, Number(storm), severity, told, firing, round, seq, openedAt],
		);
	}

	/** In the order of their names; a page of them. */
	alertKeys(query: Parameters<DeskRpc["alertKeys"]>[0]): AlertKey[] {
		const { integrationId, dedupKey, after, limit } = query;
		const [scope, key] = after === null ? ["", ""] : readPlace(after);
		const wanted = "(?1 IS NULL OR scope = ?1) AND (?2 IS NULL OR dedup_key = ?2)";
		const from = "keys LEFT JOIN incidents ON incidents.id = incident_id";
		return this.#rows(
			`SELECT keys.*, incidents.open AND incidents.round = keys.round AND keys.firing > 0 AS is_on FROM ${from}
			WHERE ${wanted} AND (scope, dedup_key) > (?3, ?4) ORDER BY scope, dedup_key LIMIT ?5`,
			...[integrationId, dedupKey, scope, key, limit],
		).map(toAlertKey);
	}

	/** Forgets resolved incidents older than this, and their keys. */
	prune(before: Instant): void {
		const old = "SELECT id FROM incidents WHERE open = 0 AND resolved_at < ?";
		this.#sql.exec(`DELETE FROM keys WHERE incident_id IN (${old})`, before);
		this.#sql.exec("DELETE FROM incidents WHERE open = 0 AND resolved_at < ?", before);
	}

	#rows(query: string, ...bindings: (string | number | null)[]): Row[] {
		return this.#sql.exec(query, ...bindings).toArray();
	}
}

type Row = Record<string, SqlStorageValue>;

function toAlertKey(row: Row): AlertKey {
	const [scope, dedupKey] = [String(row.scope), String(row.dedup_key)];
	const { incidentId, received, suppressed } = toKey(row);
	return {
		integrationId: scope === MONITOR_SCOPE ? null : scope,
		dedupKey,
		incidentId,
		state: row.is_on === 1 ? "firing" : "resolved",
		received,
		suppressed,
		place: JSON.stringify([scope, dedupKey]),
	};
}

/** Only `toAlertKey` makes places, and a cursor is refused unless we made it. */
function readPlace(place: string): [string, string] {
	return JSON.parse(place) as [string, string];
}

function toKey(row: Row): KeyRow {
	return {
		incidentId: String(row.incident_id),
		firing: Number(row.firing),
		round: Number(row.round),
		severity: toSeverity(row.severity),
		told: Number(row.told),
		received: Number(row.received),
		suppressed: Number(row.suppressed),
		signalAt: Number(row.signal_at),
	};
}

function toIncident(row: Row): IncidentRow {
	return {
		id: String(row.id),
		open: row.open === 1,
		resolvedAt: row.resolved_at === null ? null : Number(row.resolved_at),
		storm: row.storm === 1,
		severity: toSeverity(row.severity),
		told: Number(row.told),
		firing: Number(row.firing),
		round: Number(row.round),
		seq: Number(row.seq),
		openedAt: Number(row.opened_at),
	};
}

/** Only severities are ever written to these columns. */
function toSeverity(value: SqlStorageValue | undefined): Severity {
	return value as Severity;
}

import type { Instant } from "../../platform/rules/time.ts";
import type { AlertKey, DeskRpc, Hearing } from "../rpc.ts";
import {
	type IncidentRow,
	type KeyName,
	type KeyRow,
	MONITOR_SCOPE,
	type Row,
	readPlace,
	type Sql,
	toAlertKey,
	toIncident,
	toKey,
} from "./desk-rows.ts";

const TABLES = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys (
	scope TEXT NOT NULL, dedup_key TEXT NOT NULL, incident_id TEXT NOT NULL, firing INTEGER NOT NULL,
	round INTEGER NOT NULL, severity TEXT NOT NULL, told INTEGER NOT NULL, received INTEGER NOT NULL,
	suppressed INTEGER NOT NULL, signal_order INTEGER NOT NULL, merged_from TEXT, PRIMARY KEY (scope, dedup_key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS members (
	scope TEXT NOT NULL, dedup_key TEXT NOT NULL, member_key TEXT NOT NULL,
	PRIMARY KEY (scope, dedup_key, member_key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS incidents (
	id TEXT PRIMARY KEY, open INTEGER NOT NULL, resolved_at INTEGER, storm INTEGER NOT NULL, severity TEXT NOT NULL,
	told INTEGER NOT NULL, firing INTEGER NOT NULL, round INTEGER NOT NULL, seq INTEGER NOT NULL,
	opened_at INTEGER NOT NULL, quiet_until INTEGER, merged_into TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending (
	id INTEGER PRIMARY KEY, incident_id TEXT NOT NULL, delivery TEXT NOT NULL, attempts INTEGER NOT NULL,
	next_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS held (
	id INTEGER PRIMARY KEY, scope TEXT NOT NULL, dedup_key TEXT NOT NULL, member_key TEXT, body TEXT NOT NULL,
	received INTEGER NOT NULL, ended_at INTEGER);
CREATE INDEX IF NOT EXISTS held_by_key ON held (scope, dedup_key);
`;

/** The Desk's own tables. They are made when the first plan is kept: a key that nobody issued leaves no trace. */
export class DeskStore {
	private readonly sql: Sql;
	private hasTables: boolean;

	constructor(sql: Sql) {
		this.sql = sql;
		this.hasTables = this.rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'").length > 0;
		if (this.exists) this.upgrade();
	}

	/** Tables of an earlier version get what has come since. */
	private upgrade(): void {
		const has = (table: string, column: string) =>
			this.rows("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", table, column).length > 0;
		if (has("keys", "signal_at")) {
			this.sql.exec("ALTER TABLE keys RENAME COLUMN signal_at TO signal_order");
			this.sql.exec("UPDATE keys SET signal_order = 0");
		}
		if (!has("incidents", "quiet_until"))
			this.sql.exec("ALTER TABLE incidents ADD COLUMN quiet_until INTEGER");
		if (!has("incidents", "merged_into")) {
			this.sql.exec("ALTER TABLE incidents ADD COLUMN merged_into TEXT");
			this.sql.exec("ALTER TABLE keys ADD COLUMN merged_from TEXT");
		}
		this.sql.exec(TABLES);
	}

	get exists(): boolean {
		return this.hasTables;
	}

	create(): void {
		this.sql.exec(TABLES);
		this.hasTables = true;
	}

	note(name: string): string | null {
		const value = this.rows("SELECT value FROM meta WHERE name = ?", name)[0]?.value;
		return typeof value === "string" ? value : null;
	}

	/** Those whose name begins so. */
	notes(prefix: string): [name: string, value: string][] {
		const query = "SELECT name, value FROM meta WHERE name >= ?1 AND name < ?1 || char(1114111)";
		return this.rows(query, prefix).map(({ name, value }) => [String(name), String(value)]);
	}

	keep(name: string, value: string): void {
		this.sql.exec("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value);
	}

	forget(name: string): void {
		this.sql.exec("DELETE FROM meta WHERE name = ?", name);
	}

	key({ scope, dedupKey }: KeyName): KeyRow | null {
		const row = this.rows("SELECT * FROM keys WHERE scope = ? AND dedup_key = ?", scope, dedupKey)[0];
		return row ? toKey(row) : null;
	}

	/** What a monitor that is down still has here. */
	hearing(monitorId: string): Hearing {
		const key = this.key({ scope: MONITOR_SCOPE, dedupKey: monitorId });
		const incident = key && this.incident(key.incidentId);
		// An open incident in which this is not on would not hear of it: it is watched, or somebody reopened it by hand.
		const isOn = key !== null && key.firing > 0 && key.generation === incident?.generation;
		return { open: (incident?.open ?? false) && isOn, quietUntil: incident?.quietUntil ?? null };
	}

	saveKey({ scope, dedupKey }: KeyName, key: KeyRow): void {
		const { incidentId, firing, generation, severity, told, received, suppressed, signalOrder, mergedFrom } =
			key;
		this.sql.exec(
			"INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			...[scope, dedupKey, incidentId, firing, generation, severity, told, received, suppressed, signalOrder],
			mergedFrom,
		);
	}

	/** Repeats that nobody needs to hear of, in one row write per key. */
	countRepeats({ scope, dedupKey }: KeyName, times: number): void {
		const set = "received = received + ?, suppressed = suppressed + ?";
		this.sql.exec(
			`UPDATE keys SET ${set} WHERE scope = ? AND dedup_key = ?`,
			...[times, times, scope, dedupKey],
		);
	}

	hasMember({ scope, dedupKey }: KeyName, member: string): boolean {
		const where = "scope = ? AND dedup_key = ? AND member_key = ?";
		return this.rows(`SELECT 1 FROM members WHERE ${where}`, scope, dedupKey, member).length > 0;
	}

	/** The keys of this source under which this member is on, whatever group its tool names now. */
	keysOfMember(scope: string, member: string): string[] {
		const query = "SELECT dedup_key FROM members WHERE scope = ? AND member_key = ? ORDER BY dedup_key";
		return this.rows(query, scope, member).map((row) => String(row.dedup_key));
	}

	addMember({ scope, dedupKey }: KeyName, member: string): void {
		this.sql.exec("INSERT OR IGNORE INTO members VALUES (?, ?, ?)", scope, dedupKey, member);
	}

	/** Removes one member, or all of the key's. */
	removeMember({ scope, dedupKey }: KeyName, member: string | null): void {
		const where = `scope = ? AND dedup_key = ?${member === null ? "" : " AND member_key = ?"}`;
		this.sql.exec(
			`DELETE FROM members WHERE ${where}`,
			scope,
			dedupKey,
			...(member === null ? [] : [member]),
		);
	}

	incident(id: string): IncidentRow | null {
		const row = this.rows("SELECT * FROM incidents WHERE id = ?", id)[0];
		return row ? toIncident(row) : null;
	}

	/** Incidents that were opened after this, the newest first; at most 100. */
	openedAfter(at: Instant): IncidentRow[] {
		return this.rows("SELECT * FROM incidents WHERE opened_at > ? ORDER BY opened_at DESC LIMIT 100", at).map(
			toIncident,
		);
	}

	/** At most 100, the newest first. */
	openIncidents(): string[] {
		return this.rows("SELECT id FROM incidents WHERE open = 1 ORDER BY opened_at DESC LIMIT 100").map((row) =>
			String(row.id),
		);
	}

	newestOpenStorm(): IncidentRow | null {
		const row = this.rows("SELECT * FROM incidents WHERE storm = 1 AND open = 1 ORDER BY id DESC LIMIT 1")[0];
		return row ? toIncident(row) : null;
	}

	saveIncident(incident: IncidentRow): void {
		const { id, open, resolvedAt, storm, severity, told, firing, generation, seq, openedAt, quietUntil } =
			incident;
		const { mergedInto } = incident;
		this.sql.exec(
			"INSERT OR REPLACE INTO incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			...[id, Number(open), resolvedAt, Number(storm), severity, told, firing, generation, seq, openedAt],
			...[quietUntil, mergedInto],
		);
	}

	/**
	 * The keys of one incident are another's from now on: all of them, or those that came with these incidents. Answers how
	 * much of what goes over is on.
	 */
	moveKeys(from: IncidentRow, to: IncidentRow, cameWith: string[] | null): number {
		const which = "incident_id = ?1 AND (?2 IS NULL OR merged_from IN (SELECT value FROM json_each(?2)))";
		const some = cameWith && JSON.stringify(cameWith);
		const on = `SELECT SUM(firing) AS n FROM keys WHERE ${which} AND round = ?3`;
		const firing = Number(this.rows(on, from.id, some, from.generation)[0]?.n ?? 0);
		// A key that comes back to where it was first is as it was; one that was merged twice keeps its first incident.
		this.sql.exec(
			`UPDATE keys SET firing = CASE round WHEN ?3 THEN firing ELSE 0 END, round = ?4, incident_id = ?5,
			merged_from = NULLIF(COALESCE(merged_from, ?1), ?5) WHERE ${which}`,
			...[from.id, some, from.generation, to.generation, to.id],
		);
		return firing;
	}

	/** It, and all that were merged into it before it was merged itself. */
	mergedWith(id: string): string[] {
		const query = `WITH RECURSIVE these(id) AS (VALUES (?) UNION
			SELECT incidents.id FROM incidents JOIN these ON merged_into = these.id) SELECT id FROM these`;
		return this.rows(query, id).map((row) => String(row.id));
	}

	/** In the order of their names; a page of them. */
	alertKeys(query: Parameters<DeskRpc["alertKeys"]>[0]): Omit<AlertKey, "heldUntil">[] {
		const { integrationId, dedupKey, incidentId, state, after, limit } = query;
		const [scope, key] = after === null ? ["", ""] : readPlace(after);
		const isOn = "incidents.open AND incidents.round = keys.round AND keys.firing > 0";
		const all = `SELECT scope, dedup_key, incident_id, received, suppressed, ${isOn} AS is_on, 0 AS is_held
			FROM keys LEFT JOIN incidents ON incidents.id = incident_id
			UNION ALL SELECT scope, dedup_key, NULL, received, received, 0, ended_at IS NULL FROM held`;
		return this.rows(
			`SELECT scope, dedup_key, MAX(incident_id) AS incident_id, SUM(received) AS received,
				SUM(suppressed) AS suppressed, CASE WHEN MAX(is_on) THEN 'firing' WHEN MAX(is_held) THEN 'held'
				ELSE 'resolved' END AS state FROM (${all})
			WHERE (?1 IS NULL OR scope = ?1) AND (?2 IS NULL OR dedup_key = ?2) AND (scope, dedup_key) > (?3, ?4)
			GROUP BY scope, dedup_key HAVING (?6 IS NULL OR MAX(incident_id) = ?6) AND (?7 IS NULL OR state = ?7)
			ORDER BY scope, dedup_key LIMIT ?5`,
			...[integrationId, dedupKey, scope, key, limit, incidentId, state],
		).map(toAlertKey);
	}

	/** When it last pruned; 0 before the first time. Stored, since an instance lives for minutes only. */
	prunedAt(): Instant {
		return Number(this.rows("SELECT value FROM meta WHERE name = 'pruned_at'")[0]?.value ?? 0);
	}

	/** Forgets resolved incidents older than this, and their keys. */
	prune(before: Instant, now: Instant): void {
		this.sql.exec("INSERT OR REPLACE INTO meta (name, value) VALUES ('pruned_at', ?)", String(now));
		const old = "SELECT id FROM incidents WHERE open = 0 AND resolved_at < ?";
		this.sql.exec(`DELETE FROM keys WHERE incident_id IN (${old})`, before);
		this.sql.exec("DELETE FROM incidents WHERE open = 0 AND resolved_at < ?", before);
		const gone = "name LIKE 'out %' AND substr(name, 5) NOT IN (SELECT id FROM incidents)";
		this.sql.exec(`DELETE FROM meta WHERE ${gone}`);
	}

	private rows(query: string, ...bindings: (string | number | null)[]): Row[] {
		return this.sql.exec(query, ...bindings).toArray();
	}
}

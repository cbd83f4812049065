import type { IncidentRest } from "../rpc.ts";
import { minutes } from "../rules/time.ts";

const MONITORS_PER_SLICE = 300;
const LONGEST_REST_MS = minutes(61);

/** The Vault's own tables. Every method is one synchronous step: the platform makes it durable before an answer leaves. */
export class VaultStore {
	private readonly sql: SqlStorage;

	constructor(storage: DurableObjectStorage) {
		this.sql = storage.sql;
		this.sql.exec(`
			CREATE TABLE IF NOT EXISTS sealed (name TEXT PRIMARY KEY, value TEXT NOT NULL);
			CREATE TABLE IF NOT EXISTS numbers (number INTEGER PRIMARY KEY AUTOINCREMENT, incident_id TEXT NOT NULL UNIQUE);
			CREATE TABLE IF NOT EXISTS open_incidents (incident_id TEXT PRIMARY KEY);
			CREATE TABLE IF NOT EXISTS rests (incident_id TEXT PRIMARY KEY, word INTEGER NOT NULL, until INTEGER NOT NULL);
			CREATE TABLE IF NOT EXISTS monitors (monitor_id TEXT PRIMARY KEY, slice INTEGER NOT NULL);
			CREATE TABLE IF NOT EXISTS desks (service_id TEXT PRIMARY KEY);
			CREATE TABLE IF NOT EXISTS waiting_desks (service_id TEXT PRIMARY KEY);
			CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, at INTEGER NOT NULL);
			CREATE TABLE IF NOT EXISTS upkeep (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL, broken TEXT NOT NULL);
		`);
	}

	read(name: string): string | null {
		const row = this.sql
			.exec<{ value: string }>("SELECT value FROM sealed WHERE name = ?", name)
			.toArray()[0];
		return row?.value ?? null;
	}

	/** Keeps the first value ever written under this name, and answers it. */
	writeOnce(name: string, value: string): string {
		this.sql.exec("INSERT INTO sealed (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING", name, value);
		return this.read(name) ?? value;
	}

	/** False until the first incident has its number. */
	hasNumbers(): boolean {
		return this.sql.exec("SELECT 1 FROM numbers LIMIT 1").toArray().length > 0;
	}

	/** Numbers count on from the greatest so far, or from `taken` where that is greater. */
	openIncident(incidentId: string, taken: number): number {
		this.sql.exec(
			`INSERT INTO numbers (number, incident_id)
			SELECT max(?, coalesce((SELECT max(number) FROM numbers), 0)) + 1, ? WHERE true ON CONFLICT DO NOTHING`,
			taken,
			incidentId,
		);
		this.sql.exec("INSERT INTO open_incidents (incident_id) VALUES (?) ON CONFLICT DO NOTHING", incidentId);
		return this.sql
			.exec<{ number: number }>("SELECT number FROM numbers WHERE incident_id = ?", incidentId)
			.one().number;
	}

	/** Open ones that do not rest at `at`. A rest beyond all that is granted was granted by a clock that has been set. */
	wakefulIncidents(at: number): string[] {
		return this.sql
			.exec<{ incident_id: string }>(
				`SELECT incident_id FROM open_incidents AS o WHERE NOT EXISTS (SELECT 1 FROM rests
				WHERE incident_id = o.incident_id AND until > ?1 AND until <= ?1 + ?2) ORDER BY incident_id`,
				at,
				LONGEST_REST_MS,
			)
			.toArray()
			.map((row) => row.incident_id);
	}

	noteRest({ incidentId, order, until }: IncidentRest): void {
		this.sql.exec(
			`INSERT INTO rests (incident_id, word, until) SELECT ?1, ?2, ?3
			WHERE EXISTS (SELECT 1 FROM open_incidents WHERE incident_id = ?1)
			ON CONFLICT (incident_id) DO UPDATE SET word = excluded.word, until = excluded.until
			WHERE excluded.word > rests.word`,
			incidentId,
			order,
			until,
		);
	}

	settleIncident(incidentId: string): void {
		this.sql.exec("DELETE FROM open_incidents WHERE incident_id = ?", incidentId);
		this.sql.exec("DELETE FROM rests WHERE incident_id = ?", incidentId);
	}

	sliceFor(monitorId: string): string {
		const known = this.sql
			.exec<{ slice: number }>("SELECT slice FROM monitors WHERE monitor_id = ?", monitorId)
			.toArray()[0];
		if (known) return sliceName(known.slice);
		const slice = this.roomiestSlice();
		this.sql.exec("INSERT INTO monitors (monitor_id, slice) VALUES (?, ?)", monitorId, slice);
		return sliceName(slice);
	}

	slicesOf(monitorIds: string[]): Record<string, string> {
		const rows = this.sql
			.exec<{ monitor_id: string; slice: number }>(
				"SELECT monitor_id, slice FROM monitors WHERE monitor_id IN (SELECT value FROM json_each(?))",
				JSON.stringify(monitorIds),
			)
			.toArray();
		return Object.fromEntries(rows.map((row) => [row.monitor_id, sliceName(row.slice)]));
	}

	private roomiestSlice(): number {
		const rows = this.sql
			.exec<{ slice: number; n: number }>(
				"SELECT slice, COUNT(*) AS n FROM monitors GROUP BY slice ORDER BY slice",
			)
			.toArray();
		const withRoom = rows.find((row) => row.n < MONITORS_PER_SLICE);
		return withRoom?.slice ?? (rows.at(-1)?.slice ?? 0) + 1;
	}

	forgetMonitor(monitorId: string): void {
		this.sql.exec("DELETE FROM monitors WHERE monitor_id = ?", monitorId);
	}

	slices(): string[] {
		return this.sql
			.exec<{ slice: number }>("SELECT DISTINCT slice FROM monitors ORDER BY slice")
			.toArray()
			.map((row) => sliceName(row.slice));
	}

	registerDesk(serviceId: string): void {
		this.sql.exec("INSERT INTO desks (service_id) VALUES (?) ON CONFLICT DO NOTHING", serviceId);
	}

	forgetDesk(serviceId: string): void {
		this.sql.exec("DELETE FROM desks WHERE service_id = ?", serviceId);
		this.deskIsIdle(serviceId);
	}

	deskWaits(serviceId: string): void {
		this.sql.exec("INSERT INTO waiting_desks (service_id) VALUES (?) ON CONFLICT DO NOTHING", serviceId);
	}

	deskIsIdle(serviceId: string): void {
		this.sql.exec("DELETE FROM waiting_desks WHERE service_id = ?", serviceId);
	}

	waitingDesks(): string[] {
		return this.sql
			.exec<{ service_id: string }>("SELECT service_id FROM waiting_desks")
			.toArray()
			.map((row) => row.service_id);
	}

	desks(): string[] {
		return this.sql
			.exec<{ service_id: string }>("SELECT service_id FROM desks ORDER BY service_id")
			.toArray()
			.map((row) => row.service_id);
	}

	/** One row: two ticks may overlap, and the later one's word stays. */
	noteUpkeep(at: number, broken: string): void {
		this.sql.exec(
			`INSERT INTO upkeep (id, at, broken) VALUES (1, ?, ?)
			ON CONFLICT (id) DO UPDATE SET at = excluded.at, broken = excluded.broken WHERE excluded.at >= upkeep.at`,
			at,
			broken,
		);
	}

	upkeep(): string | null {
		return this.sql.exec<{ broken: string }>("SELECT broken FROM upkeep").toArray()[0]?.broken ?? null;
	}

	note(name: string, at: number): void {
		this.sql.exec(
			"INSERT INTO notes (name, at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at = max(at, excluded.at)",
			name,
			at,
		);
	}

	noted(name: string): number | null {
		const row = this.sql.exec<{ at: number }>("SELECT at FROM notes WHERE name = ?", name).toArray()[0];
		return row?.at ?? null;
	}
}

function sliceName(slice: number): string {
	return `slice-${slice}`;
}

import type { MonitorSignal } from "../../alerts/rpc.ts";
import type { WebhookNews } from "../../paging/rules/webhook-events.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { days, hours, type Instant } from "../../platform/rules/time.ts";
import { newId } from "../../platform/vault/ids.ts";
import { FRESH, MEMORY, type Memory } from "../rules/detector.ts";
import { MONITOR, type Monitor } from "../rules/monitor.ts";
import { packRound, type Sample, samplesOf, unpackRound } from "../rules/sample.ts";
import type { StateChange } from "../rules/uptime.ts";
import { HeardStore } from "./heard-store.ts";
import { readable } from "./readable.ts";
import { Windows } from "./windows.ts";

export interface StoredMonitor {
	/** Stands for the monitor in packed cycles; never given twice. */
	number: number;
	monitor: Monitor;
	memory: Memory;
	checkedAt: Instant | null;
}

export interface StoredSignal {
	id: number;
	signal: MonitorSignal;
	attempts: number;
	dueAt: Instant;
}

type SignalBody = Omit<MonitorSignal, "order">;
/** Earlier versions gave no reason. */
const SIGNAL = storedShape<SignalBody>((signal) => ({ reason: null, ...signal }));
const NEWS = storedShape<WebhookNews>(asItIs);
const SAMPLES_KEPT_MS = hours(24);
const CHANGES_KEPT_MS = days(92);

/** A slice's own SQLite. Every method is synchronous, so what a caller does without awaiting is one transaction. */
export class WatchStore {
	readonly windows: Windows;
	readonly heard: HeardStore;
	private readonly sql: SqlStorage;
	/** What `nextSignalAt` found; undefined once signals have changed. It is asked after every round of checks. */
	private signalAt: Instant | null | undefined;

	constructor(sql: SqlStorage) {
		this.sql = sql;
		this.windows = new Windows(sql);
		this.heard = new HeardStore(sql);
		sql.exec(`
			CREATE TABLE IF NOT EXISTS monitors (
				number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, definition TEXT NOT NULL,
				memory TEXT NOT NULL, checked_at INTEGER
			);
			CREATE TABLE IF NOT EXISTS changes (
				monitor_id TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (monitor_id, at)
			) WITHOUT ROWID;
			CREATE TABLE IF NOT EXISTS rounds (id INTEGER PRIMARY KEY, packed BLOB NOT NULL, notes TEXT);
			CREATE TABLE IF NOT EXISTS signals (
				id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, attempts INTEGER NOT NULL, due_at INTEGER NOT NULL
			);
			CREATE TABLE IF NOT EXISTS news (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
		`);
	}

	monitors(): StoredMonitor[] {
		type Row = { number: number; definition: string; memory: string; checked_at: number | null };
		const rows = this.sql.exec<Row>("SELECT number, definition, memory, checked_at FROM monitors").toArray();
		return rows.flatMap((row) => {
			const monitor = readable(MONITOR, row.definition, { number: row.number });
			const memory = readable(MEMORY, row.memory, { number: row.number }) ?? FRESH;
			return monitor ? [{ number: row.number, monitor, memory, checkedAt: row.checked_at }] : [];
		});
	}

	/** Answers the monitor's number. */
	saveMonitor(monitor: Monitor, memory: Memory): number {
		const row = this.sql
			.exec<{ number: number }>(
				`INSERT INTO monitors (id, definition, memory) VALUES (?1, ?2, ?3)
				 ON CONFLICT (id) DO UPDATE SET definition = ?2, memory = ?3 RETURNING number`,
				monitor.id,
				MONITOR.toText(monitor),
				MEMORY.toText(memory),
			)
			.one();
		return row.number;
	}

	saveMemory(monitorId: string, memory: Memory): void {
		this.sql.exec("UPDATE monitors SET memory = ? WHERE id = ?", MEMORY.toText(memory), monitorId);
	}

	saveCheckedAt(monitorId: string, at: Instant): void {
		this.sql.exec("UPDATE monitors SET checked_at = ? WHERE id = ?", at, monitorId);
	}

	removeMonitor(monitorId: string): void {
		this.sql.exec("DELETE FROM monitors WHERE id = ?", monitorId);
		this.sql.exec("DELETE FROM changes WHERE monitor_id = ?", monitorId);
		this.dropDownSignals(monitorId);
	}

	/** Oldest first. */
	changes(monitorId: string): StateChange[] {
		const query = "SELECT at, state FROM changes WHERE monitor_id = ? ORDER BY at";
		return this.sql.exec<StateChange & Record<string, SqlStorageValue>>(query, monitorId).toArray();
	}

	addChange(monitorId: string, change: StateChange): void {
		const query = "INSERT OR REPLACE INTO changes (monitor_id, at, state) VALUES (?, ?, ?)";
		this.sql.exec(query, monitorId, change.at, change.state);
	}

	/** One row for all of them. */
	addSamples(samples: Sample[]): void {
		const cycle = packRound(samples);
		if (!cycle) return;
		// The row's id is the cycle's instant, made unique by what follows it.
		this.sql.exec(
			`INSERT INTO rounds (id, packed, notes) SELECT MAX(?1, COALESCE(
				(SELECT MAX(id) + 1 FROM rounds WHERE id >= ?1 AND id < ?1 + ?4), ?1)), ?2, ?3`,
			cycle.at * ROUNDS_PER_MS,
			cycle.packed,
			cycle.notes,
			ROUNDS_PER_MS,
		);
	}

	/** Samples since `from`, newest cycle first, at most `rounds` of them; by the monitors' numbers. */
	*samplesSince(from: Instant): Generator<Sample[]> {
		type Row = { id: number; packed: ArrayBuffer; notes: string | null };
		const query = "SELECT id, packed, notes FROM rounds WHERE id >= ? ORDER BY id DESC";
		for (const row of this.sql.exec<Row>(query, from * ROUNDS_PER_MS)) {
			const at = Math.floor(row.id / ROUNDS_PER_MS);
			yield unpackRound({ at, packed: new Uint8Array(row.packed), notes: row.notes });
		}
	}

	/** Of one monitor since `from`, oldest first, without the sentences. Reads every round of that time. */
	*samplesOf(number: number, from: Instant): Generator<Omit<Sample, "detail">> {
		type Row = { id: number; packed: ArrayBuffer };
		const query = "SELECT id, packed FROM rounds WHERE id >= ? ORDER BY id";
		for (const row of this.sql.exec<Row>(query, from * ROUNDS_PER_MS)) {
			const at = Math.floor(row.id / ROUNDS_PER_MS);
			yield* samplesOf({ at, packed: new Uint8Array(row.packed), notes: null }, number);
		}
	}

	/** When the slice last saw anything at all; null for never (or not within a day). */
	lastRoundAt(): Instant | null {
		const { id } = this.sql.exec<{ id: number | null }>("SELECT MAX(id) AS id FROM rounds").one();
		return id === null ? null : Math.floor(id / ROUNDS_PER_MS);
	}

	/** Its place in the order of all signals is its number here. */
	addSignal(signal: SignalBody, dueAt: Instant): void {
		const query = "INSERT INTO signals (body, attempts, due_at) VALUES (?, 0, ?)";
		this.changeSignals(query, SIGNAL.toText(signal), dueAt);
	}

	/** Whoever has signals that were not taken yet; those that wait longest come first. */
	monitorsWithSignals(): string[] {
		type Row = { monitor_id: string | null };
		const query = `SELECT body ->> '$.monitorId' AS monitor_id FROM signals WHERE json_valid(body) GROUP BY 1 ORDER BY MIN(id)`;
		return this.sql
			.exec<Row>(query)
			.toArray()
			.flatMap((row) => row.monitor_id ?? []);
	}

	/** The oldest signal of a monitor that was not taken yet. One that cannot be read is left out, and holds up nobody. */
	firstSignal(monitorId: string): StoredSignal | null {
		type Row = { id: number; body: string; attempts: number; due_at: number };
		const query =
			"SELECT * FROM signals WHERE json_valid(body) AND body ->> '$.monitorId' = ? ORDER BY id LIMIT 1";
		const row = this.sql.exec<Row>(query, monitorId).toArray()[0];
		const signal = row && readable(SIGNAL, row.body, { signal: row.id });
		if (!row || !signal) return null;
		const { id, attempts, due_at: dueAt } = row;
		return { id, attempts, dueAt, signal: { ...signal, order: id } };
	}

	/** When the first of the signals that may be delivered next is due: of each monitor, only its oldest may. */
	nextSignalAt(): Instant | null {
		const oldest = `SELECT MIN(id) FROM signals WHERE json_valid(body) GROUP BY body ->> '$.monitorId'`;
		const query = `SELECT MIN(due_at) AS at FROM signals WHERE id IN (${oldest})`;
		if (this.signalAt === undefined) this.signalAt = this.sql.exec<{ at: number | null }>(query).one().at;
		return this.signalAt;
	}

	deferSignal(id: number, attempts: number, dueAt: Instant): void {
		this.changeSignals("UPDATE signals SET attempts = ?, due_at = ? WHERE id = ?", attempts, dueAt, id);
	}

	removeSignal(id: number): void {
		this.changeSignals("DELETE FROM signals WHERE id = ?", id);
	}

	/** A monitor that is paused or gone must not page any more; that it recovered may still be said. */
	dropDownSignals(monitorId: string): void {
		this.changeSignals(
			"DELETE FROM signals WHERE json_valid(body) AND body ->> '$.monitorId' = ? AND body ->> '$.kind' = 'down'",
			monitorId,
		);
	}

	private changeSignals(query: string, ...values: SqlStorageValue[]): void {
		this.signalAt = undefined;
		this.sql.exec(query, ...values);
	}

	/** A word for outgoing webhooks, until the database has it. */
	addNews(news: Omit<WebhookNews, "id"> | null): void {
		if (!news) return;
		const body = NEWS.toText({ id: newId("webhookDelivery"), ...news });
		this.sql.exec("INSERT INTO news (body) VALUES (?)", body);
	}

	/** The oldest words that wait. One that cannot be read is left out. */
	news(limit: number): { id: number; news: WebhookNews | null }[] {
		// SQLite compiles a statement anew each time that a limit is bound.
		const query = `SELECT id, body FROM news ORDER BY id LIMIT ${Math.trunc(limit)}`;
		const rows = this.sql.exec<{ id: number; body: string }>(query).toArray();
		return rows.map(({ id, body }) => ({ id, news: readable(NEWS, body, { news: id }) }));
	}

	/** This one and all before it. */
	removeNews(id: number): void {
		this.sql.exec("DELETE FROM news WHERE id <= ?", id);
	}

	/** Forgets old samples, and old changes except the last before the limit, which still says what was then. */
	prune(now: Instant): void {
		this.sql.exec("DELETE FROM rounds WHERE id < ?", (now - SAMPLES_KEPT_MS) * ROUNDS_PER_MS);
		this.sql.exec(
			`DELETE FROM changes WHERE at < ?1 AND EXISTS (SELECT 1 FROM changes later
				WHERE later.monitor_id = changes.monitor_id AND later.at > changes.at AND later.at < ?1)`,
			now - CHANGES_KEPT_MS,
		);
	}
}

/** Rows of the same millisecond are told apart by the last three digits of their id. */
const ROUNDS_PER_MS = 1_000;

import type { AlertEnd, OpenIncident } from "../../incidents/rpc.ts";
import type { Alert } from "../../incidents/rules/alert.ts";
import type { MergeStep } from "../../incidents/rules/merging.ts";
import type { Severity } from "../../paging/rules/severity.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Sql } from "./desk-rows.ts";

/** What an incident has yet to be told. The plan is added when it is sent. */
export type OutboxMessage =
	| { kind: "open"; incident: Omit<OpenIncident, "plan"> }
	| { kind: "received"; scope: string; alert: Alert; alertId: string; actor: Actor; at: Instant }
	| {
			kind: "reopen";
			scope: string;
			alert: Alert;
			alertId: string;
			actor: Actor;
			at: Instant;
			reason: string;
	  }
	| {
			kind: "resolved";
			alert: AlertEnd;
			actor: Actor;
			at: Instant;
			resolvesIncident: boolean;
	  }
	| { kind: "acknowledged"; actor: Actor; at: Instant }
	| { kind: "severity"; severity: Severity; actor: Actor }
	| { kind: "merge"; step: MergeStep };

/** A message is a promise: one that a newer version wrote is sent as it is, and stays here while that fails. */
const OUTBOX_MESSAGE = storedShape<OutboxMessage>(asItIs);

export interface OutboxRow {
	id: number;
	incidentId: string;
	message: OutboxMessage;
	attempts: number;
	nextAt: Instant;
}

/** Deliveries that are decided and not yet made, each incident's in the order in which they were decided. */
export class DeskOutbox {
	private readonly sql: Sql;
	/** Made, and struck off with what is written next: a kill before that makes them once more, which changes nothing. */
	private readonly made = new Set<number>();

	constructor(sql: Sql) {
		this.sql = sql;
	}

	add(incidentId: string, delivery: OutboxMessage, now: Instant): number {
		this.strikeOff();
		const statement = "INSERT INTO pending (incident_id, delivery, attempts, next_at) VALUES (?, ?, 0, ?)";
		const row = this.sql
			.exec(`${statement} RETURNING id`, incidentId, OUTBOX_MESSAGE.toText(delivery), now)
			.one();
		return Number(row.id);
	}

	/** The oldest one of an incident. */
	first(incidentId: string): OutboxRow | null {
		const query = `SELECT * FROM pending WHERE incident_id = ? AND id NOT IN (SELECT value FROM json_each(?))
			ORDER BY id LIMIT 1`;
		const row = this.sql.exec(query, incidentId, JSON.stringify([...this.made])).toArray()[0];
		if (!row) return null;
		return {
			id: Number(row.id),
			incidentId,
			message: OUTBOX_MESSAGE.fromText(String(row.delivery)).value,
			attempts: Number(row.attempts),
			nextAt: Number(row.next_at),
		};
	}

	/** The Desk has decided to reopen this incident, and it does not know yet. */
	reopens(incidentId: string): boolean {
		const query =
			"SELECT 1 FROM pending WHERE incident_id = ? AND json_extract(delivery, '$.kind') = 'reopen'";
		return this.sql.exec(query, incidentId).toArray().length > 0;
	}

	/** Merges of which the incident that goes on has not heard. */
	takingIn(): { rowId: number; fromId: string; toId: string }[] {
		const query = `SELECT id, incident_id, json_extract(delivery, '$.step.incident.incidentId') AS from_id FROM pending
			WHERE json_extract(delivery, '$.kind') = 'merge' AND json_extract(delivery, '$.step.kind') = 'take_in'`;
		return this.sql
			.exec(query)
			.toArray()
			.map((row) => ({
				rowId: Number(row.id),
				fromId: String(row.from_id),
				toId: String(row.incident_id),
			}));
	}

	/** Struck off at once: to make it again would undo what happened since. */
	done(id: number): void {
		this.sql.exec("DELETE FROM pending WHERE id = ?", id);
	}

	/** Struck off later, at no commit of its own: for what may be made again. */
	doneSoon(id: number): void {
		this.made.add(id);
	}

	failed(id: number, attempts: number, nextAt: Instant): void {
		this.sql.exec("UPDATE pending SET attempts = ?, next_at = ? WHERE id = ?", attempts, nextAt, id);
	}

	isEmpty(): boolean {
		this.strikeOff();
		return this.sql.exec("SELECT 1 FROM pending LIMIT 1").toArray().length === 0;
	}

	/** Each incident whose oldest delivery is due, the earliest first. */
	due(now: Instant, limit: number): string[] {
		this.strikeOff();
		const query = `SELECT incident_id FROM (${OLDEST}) WHERE next_at <= ? ORDER BY next_at LIMIT ${limit}`;
		return this.sql
			.exec(query, now)
			.toArray()
			.map((row) => String(row.incident_id));
	}

	/** When the first of them is due; null when none waits. */
	nextAt(): Instant | null {
		this.strikeOff();
		const { at } = this.sql.exec(`SELECT MIN(next_at) AS at FROM (${OLDEST})`).one();
		return at === null ? null : Number(at);
	}

	private strikeOff(): void {
		if (this.made.size === 0) return;
		const ids = JSON.stringify([...this.made]);
		this.sql.exec("DELETE FROM pending WHERE id IN (SELECT value FROM json_each(?))", ids);
		this.made.clear();
	}
}

/** Of each incident, only the oldest may be delivered. SQLite takes `next_at` from the row that has the smallest id. */
const OLDEST = "SELECT incident_id, next_at, MIN(id) FROM pending GROUP BY incident_id";

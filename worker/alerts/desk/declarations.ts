import { INCIDENT_VIEW, type IncidentView } from "../../incidents/rules/incident-types.ts";
import type { ServiceFacts } from "../../paging/rules/paging-plan.ts";
import type { Answer, Refusal } from "../../platform/answer.ts";
import { days, type Instant } from "../../platform/rules/time.ts";
import type { DeclareCommand } from "../rpc.ts";
import { FRESH } from "./desk-incidents.ts";
import type { DeskOutbox } from "./desk-outbox.ts";
import type { Sql } from "./desk-rows.ts";
import type { DeskStore } from "./desk-store.ts";
import { openingByPerson } from "./incoming-alert.ts";

const MISMATCH: Refusal = {
	code: "idempotency_mismatch",
	detail: "This Idempotency-Key was used with another request.",
};

interface Row extends Record<string, SqlStorageValue> {
	body_hash: string;
	incident_id: string;
	answer: string | null;
}

/** Declarations that carried an `Idempotency-Key`: for a day the same key means the same incident and the same answer. */
export class Declarations {
	constructor(
		private readonly sql: Sql,
		private readonly store: DeskStore,
		private readonly outbox: DeskOutbox,
	) {}

	/** The incident that this declaration means, stored with its delivery when it is new. One transaction of the caller. */
	open(command: DeclareCommand, service: ServiceFacts, now: Instant): Answer<string> {
		const claim = this.claim(command, now);
		if (!claim.ok || this.store.incident(claim.value)) return claim;
		const severity = command.severity ?? service.defaultSeverity;
		// Registered although no alert opened it, so that what it reports finds a place.
		this.store.saveIncident({ ...FRESH, id: claim.value, severity, openedAt: now, told: 0, firing: 0 });
		const incident = openingByPerson({ ...command, incidentId: claim.value }, severity, now);
		this.outbox.add(claim.value, { kind: "open", incident }, now);
		return claim;
	}

	/** Keeps the key for this incident unless it is known; answers the incident that the key means, or the refusal. */
	private claim({ idempotency, incidentId }: DeclareCommand, now: Instant): Answer<string> {
		if (!idempotency) return { ok: true, value: incidentId };
		this.sql.exec(
			"CREATE TABLE IF NOT EXISTS declared (key TEXT PRIMARY KEY, body_hash TEXT NOT NULL, incident_id TEXT NOT NULL, answer TEXT, at INTEGER NOT NULL)",
		);
		this.sql.exec("DELETE FROM declared WHERE at < ?", now - days(1));
		const { key, bodyHash } = idempotency;
		const known = this.row(key);
		if (known && known.body_hash !== bodyHash) return { ok: false, refusal: MISMATCH };
		if (known) return { ok: true, value: known.incident_id };
		this.sql.exec(
			"INSERT INTO declared (key, body_hash, incident_id, at) VALUES (?, ?, ?, ?)",
			key,
			bodyHash,
			incidentId,
			now,
		);
		return { ok: true, value: incidentId };
	}

	/** The first answer that was kept for this key: `view` itself for the first caller, and where that cannot be read. */
	settle({ idempotency }: DeclareCommand, view: IncidentView): IncidentView {
		if (!idempotency) return view;
		const kept = this.row(idempotency.key)?.answer;
		const known = kept ? INCIDENT_VIEW.fromText(kept) : null;
		if (known) return known.isNewer ? view : known.value;
		const answer = INCIDENT_VIEW.toText(view);
		this.sql.exec("UPDATE declared SET answer = ? WHERE key = ?", answer, idempotency.key);
		return view;
	}

	private row(key: string): Row | undefined {
		return this.sql
			.exec<Row>("SELECT body_hash, incident_id, answer FROM declared WHERE key = ?", key)
			.toArray()[0];
	}
}

import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "../../worker/platform/rules/caller.ts";
import type { IdKind } from "../../worker/platform/rules/id.ts";
import type { Database, Statement } from "./client.ts";
import { auditLog, configVersion, idempotency } from "./tables.ts";

type Shown = Record<string, unknown>;

/** Who changes what, in the words of the audit log. `before` and `after` are wire forms, without secrets. */
export interface Change {
	id: string;
	at: number;
	actor: Actor;
	/** "user.created". */
	action: string;
	targetKind: IdKind | "severityPolicy" | "settings" | "singleSignOn";
	targetId: string;
	before: Shown | null;
	after: Shown | null;
	requestId: string;
}

/** The answer to a POST, remembered under its `Idempotency-Key` in the batch that carries it out. */
export interface Remembered {
	credential: string;
	key: string;
	bodyHash: string;
	status: number;
	/** JSON, one-time secrets as null. */
	answer: string;
	createdAt: number;
}

/** What goes into every batch that changes configuration: its line in the audit log, and the counter that ages caches. */
export function changeStatements(change: Change, guard: SQL = sql`1`): Statement[] {
	const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
	return [
		sql`INSERT INTO ${auditLog}
			(id, at, actor, action, target_kind, target_id, before, after, request_id)
			SELECT ${change.id}, ${change.at}, ${json(change.actor)}, ${change.action}, ${change.targetKind},
			${change.targetId}, ${json(change.before)}, ${json(change.after)}, ${change.requestId} WHERE ${guard}`,
		sql`INSERT INTO ${configVersion} (id, version) VALUES (1, 1)
			ON CONFLICT (id) DO UPDATE SET version = version + 1`,
	];
}

export const REMEMBERED_MS = 24 * 3_600_000;

/** Undoes the batch when the key was used within the last 24 h. */
export function rememberStatements(db: Database, remembered: Remembered | null): Statement[] {
	if (!remembered) return [];
	const { credential, key, createdAt } = remembered;
	return [
		sql`DELETE FROM ${idempotency}
			WHERE credential = ${credential} AND key = ${key} AND created_at <= ${createdAt - REMEMBERED_MS}`,
		db.insert(idempotency).values(remembered),
	];
}

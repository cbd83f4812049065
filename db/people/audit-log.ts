import { and, desc, eq, getTableColumns, gte, lt } from "drizzle-orm";
import type { Actor } from "../../worker/platform/rules/caller.ts";
import { open } from "../platform/client.ts";
import { auditLog } from "../platform/tables.ts";

export interface AuditEntry {
	id: string;
	at: number;
	actor: Actor;
	action: string;
	targetKind: string;
	targetId: string;
	before: Record<string, unknown> | null;
	after: Record<string, unknown> | null;
	requestId: string;
}

/** Null: whatever it is. */
export interface AuditFilter {
	targetId: string | null;
	actorId: string | null;
	action: string | null;
	/** The least id that is asked for: ids begin with their time. */
	sinceId: string | null;
}

/**
 * Newest first; `before` is the last id of the page before. By the index of what is asked for, `audit_log_by_target`,
 * `audit_log_by_actor` or `audit_log_by_action`, else by the primary key.
 */
export async function auditEntries(
	d1: D1Database,
	page: { limit: number; before: string | null },
	{ targetId, actorId, action, sinceId }: AuditFilter,
): Promise<{ rows: AuditEntry[]; more: boolean }> {
	const { actorId: _read, ...columns } = getTableColumns(auditLog);
	const rows = await open(d1)
		.select(columns)
		.from(auditLog)
		.where(
			and(
				page.before === null ? undefined : lt(auditLog.id, page.before),
				sinceId === null ? undefined : gte(auditLog.id, sinceId),
				targetId === null ? undefined : eq(auditLog.targetId, targetId),
				actorId === null ? undefined : eq(auditLog.actorId, actorId),
				action === null ? undefined : isAction(action),
			),
		)
		.orderBy(desc(auditLog.id))
		.limit(page.limit + 1);
	return { rows: rows.slice(0, page.limit), more: rows.length > page.limit };
}

/** A kind stands for all that begins with it and a dot. The slash is the sign after the dot. */
function isAction(action: string) {
	if (action.includes(".")) return eq(auditLog.action, action);
	return and(gte(auditLog.action, `${action}.`), lt(auditLog.action, `${action}/`));
}

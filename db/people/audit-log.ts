import { and, desc, eq, lt } from "drizzle-orm";
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

/** Newest first; `before` is the last id of the page before. */
export async function auditEntries(
	d1: D1Database,
	page: { limit: number; before: string | null; targetId: string | null },
): Promise<{ rows: AuditEntry[]; more: boolean }> {
	const older = page.before === null ? undefined : lt(auditLog.id, page.before);
	const ofTarget = page.targetId === null ? undefined : eq(auditLog.targetId, page.targetId);
	const rows = await open(d1)
		.select()
		.from(auditLog)
		.where(and(ofTarget, older))
		.orderBy(desc(auditLog.id))
		.limit(page.limit + 1);
	return { rows: rows.slice(0, page.limit), more: rows.length > page.limit };
}

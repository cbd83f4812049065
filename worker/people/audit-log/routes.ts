import { Hono } from "hono";
import { type AuditEntry, auditEntries } from "../../../db/people/audit-log.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { makeCursor, readCursor } from "../../platform/http/cursor.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { invalid } from "../../platform/http/problems.ts";
import { toWire } from "../../platform/rules/time.ts";
import { firstIdAt } from "../../platform/vault/ids.ts";
import { auditLogCalls } from "./contract.ts";

const LIST = "audit-log";

export const auditLogRoutes = new Hono<AppEnv>();

handle(auditLogRoutes, auditLogCalls.list, async (c, { query }) => {
	const { cursor, limit } = query;
	const before = cursor === undefined ? null : await readCursor(c.env, LIST, cursor);
	if (cursor !== undefined && before === null)
		return invalid(c, [fieldError("?cursor", "is not a valid cursor for this list")]);
	const { targetId = null, actorId = null, action = null, since } = query;
	const sinceId = since === undefined ? null : firstIdAt("audit", since);
	const wanted = { targetId, actorId, action, sinceId };
	const { rows, more } = await auditEntries(c.env.DB, { limit, before }, wanted);
	const last = rows.at(-1);
	const nextCursor = more && last ? await makeCursor(c.env, LIST, last.id) : null;
	return c.json({ items: rows.map(entryWire), nextCursor });
});

function entryWire(entry: AuditEntry) {
	const { targetKind, targetId, at, ...rest } = entry;
	return { ...rest, at: toWire(at), target: { kind: targetKind, id: targetId } };
}

import { z } from "@hono/zod-openapi";
import { actorOut } from "../../platform/contract/actor.ts";
import { endpoint, listOf, listQuery } from "../../platform/contract/endpoint.ts";
import { instant, instantOut } from "../../platform/contract/fields.ts";

const shown = z.record(z.string(), z.unknown()).nullable();

export const auditEntryOut = z
	.object({
		id: z.string(),
		at: instantOut,
		actor: actorOut,
		action: z.string().openapi({ example: "policy.updated" }),
		target: z.object({ kind: z.string(), id: z.string() }),
		before: shown,
		after: shown,
		requestId: z.string(),
	})
	.openapi("AuditEntry");

export const auditLogCalls = {
	list: endpoint("get /api/v1/audit-log", {
		tag: "audit log",
		summary: "List audit log entries, newest first",
		role: "admin",
		ids: {},
		query: listQuery({
			targetId: z.string().max(60).optional(),
			actorId: z.string().max(60).optional().openapi({ description: "A user or a token" }),
			action: z
				.string()
				.max(60)
				.regex(
					/^[A-Za-z]+(\.[A-Za-z]+)?$/,
					"must be an action such as policy.updated, or a kind such as policy",
				)
				.optional()
				.openapi({ description: "`policy.updated`, or `policy` for whatever was done to one" }),
			since: instant.optional(),
		}),
		answer: listOf(auditEntryOut),
	}),
};

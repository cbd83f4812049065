import { Hono } from "hono";
import {
	readSeverityPolicy,
	replaceSeverityPolicy,
	type SeverityPolicyRow,
} from "../../../db/paging/severity-policy.ts";
import { foreignWebhooks } from "../../../db/platform/foreign-webhooks.ts";
import { missingReferences, type Reference } from "../../../db/platform/references.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { changedSince, etagOf, stale } from "../../platform/http/precondition.ts";
import { invalid } from "../../platform/http/problems.ts";
import { refreshAllDesks } from "../../platform/http/refresh.ts";
import { auditOf } from "../../platform/http/resource.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import { DEFAULT_SEVERITY_POLICY, type SeverityPolicy } from "../rules/severity.ts";
import { refuseSeverityPolicy } from "../rules/severity-rules.ts";
import { severityPolicyCalls } from "./contract.ts";

export const severityPolicyRoutes = new Hono<AppEnv>();

async function current(c: AppContext): Promise<SeverityPolicyRow> {
	const edited = await readSeverityPolicy(c.env.DB);
	return edited ?? { version: 1, updatedAt: null, items: DEFAULT_SEVERITY_POLICY };
}

function wire({ items, version, updatedAt }: SeverityPolicyRow) {
	return { items: wireItems(items), version, updatedAt: toWireOrNull(updatedAt) };
}

/** What was saved before there were trackers names none. */
export function wireItems(items: SeverityPolicy) {
	return items.map((rule) => ({ ...rule, ticketTrackerId: rule.ticketTrackerId ?? null }));
}

handle(severityPolicyRoutes, severityPolicyCalls.read, async (c) => {
	const row = await current(c);
	return c.json(wire(row), 200, { etag: etagOf(row.version) });
});

handle(severityPolicyRoutes, severityPolicyCalls.replace, async (c, { body }) => {
	const before = await current(c);
	const outdated = stale(c, before.version, wire(before));
	if (outdated) return outdated;
	if (body.version !== undefined && body.version !== before.version) return lost(c);
	const refused = refuseSeverityPolicy(body.items);
	if (refused.length > 0)
		return invalid(
			c,
			refused.map(({ pointer, message }) => fieldError(pointer, message)),
		);
	const references = referencesOf(body.items);
	const wrong = [...(await missing(c, references)), ...(await withoutTickets(c, references))];
	if (wrong.length > 0) return invalid(c, wrong);
	const entry = auditOf(c, "severityPolicy.updated");
	const after = { version: before.version + 1, updatedAt: entry.at, items: body.items };
	const change = {
		...entry,
		targetKind: "severityPolicy" as const,
		targetId: "severity-policy",
		before: wire(before),
		after: wire(after),
	};
	const done = await replaceSeverityPolicy(c.env.DB, before.version, body.items, references, change);
	if (done === "stale") return lost(c);
	refreshAllDesks(c);
	return c.json(wire(after), 200, { etag: etagOf(after.version) });
});

async function missing(c: AppContext, references: Reference[]): Promise<FieldError[]> {
	const lacking = await missingReferences(c.env.DB, references);
	return lacking.map(({ pointer, id }) => fieldError(pointer, `does not exist: ${id}`));
}

async function withoutTickets(c: AppContext, references: Reference[]): Promise<FieldError[]> {
	const foreign = await foreignWebhooks(c.env.DB, references);
	return foreign.map(({ pointer }) => fieldError(pointer, "opens alerts in another tool, and no tickets"));
}

async function lost(c: AppContext): Promise<Response> {
	const row = await current(c);
	return changedSince(c, row.version, wire(row));
}

function referencesOf(items: SeverityPolicy): Reference[] {
	return items.flatMap(({ notifyUserIds, ticketWebhookId, ticketTrackerId = null }, r) => {
		const one = (field: string, kind: "user" | "webhook" | "tracker", id: string | null) =>
			id === null ? [] : [{ pointer: `/items/${r}/${field}`, kind, id }];
		return [
			...notifyUserIds.flatMap((id, u) => one(`notifyUserIds/${u}`, "user", id)),
			...one("ticketWebhookId", "webhook", ticketWebhookId),
			...one("ticketTrackerId", "tracker", ticketTrackerId),
		];
	});
}

import { Hono } from "hono";
import { type DeliveryRow, listDeliveries, readDelivery } from "../../../db/paging/webhook-deliveries.ts";
import { attempted, noteTest, replayDelivery } from "../../../db/paging/webhook-settling.ts";
import { type WebhookRow, webhookRows } from "../../../db/paging/webhooks.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { makeCursor, readCursor } from "../../platform/http/cursor.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { quietly } from "../../platform/http/refresh.ts";
import { auditOf, updateOne } from "../../platform/http/resource.ts";
import { toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { newId } from "../../platform/vault/ids.ts";
import { seal } from "../../platform/vault/seal.ts";
import { webhookSecret } from "../../platform/vault/webhook-secret.ts";
import { BOTH_SECRETS_MS } from "../rules/webhook-delivery.ts";
import { TEST_EVENT } from "../rules/webhook-events.ts";
import { webhookCalls } from "./contract.ts";
import { deliverTo } from "./deliver.ts";
import { webhooks } from "./routes.ts";
import { readyDelivery } from "./send-delivery.ts";

/** What an outgoing webhook was told, and what is done with it beside the five calls of a resource. */
export const deliveryRoutes = new Hono<AppEnv>();

handle(deliveryRoutes, webhookCalls.rotate, async (c, { ids }) => {
	const before = await webhookRows.read(c.env.DB, ids.id);
	if (before && before.format !== "tocsin")
		return problem(c, "conflict", "The other tool makes its key: change it there, then set it here.");
	const fresh = webhookSecret();
	const sealed = await seal(c.env, ids.id, fresh);
	const until = Date.now() + BOTH_SECRETS_MS;
	const answer = await updateOne(c, webhooks, ids.id, (row) => ({
		...row,
		secret: sealed,
		previousSecret: row.secret,
		previousUntil: until,
	}));
	if (answer.status !== 200) return answer;
	return c.json({ ...((await answer.json()) as object), secret: fresh }, 200);
});

handle(deliveryRoutes, webhookCalls.test, async (c, { ids }) => {
	const webhook = await webhookRows.read(c.env.DB, ids.id);
	if (!webhook) return notFound(c);
	const now = Date.now();
	const row = testOf(webhook, now);
	const outcome = await (await readyDelivery(c.env, webhook))(row);
	const state = outcome.kind === "delivered" ? "delivered" : "failed";
	const done: DeliveryRow = { ...row, state, attempts: 1, ...attempted(outcome, now) };
	const { id, name, version } = webhook;
	const target = { targetKind: "webhook" as const, targetId: id, before: null };
	const change = { ...auditOf(c, "webhook.tested"), ...target, after: { id, name, version, state } };
	await noteTest(c.env.DB, done, change);
	return c.json(wire(done));
});

function testOf(webhook: WebhookRow, now: number): DeliveryRow {
	const id = newId("webhookDelivery");
	return {
		webhookId: webhook.id,
		subjectId: id,
		seq: 1,
		type: TEST_EVENT,
		id,
		at: now,
		data: { webhook: { id: webhook.id, name: webhook.name } },
		link: "/app/webhooks",
		state: "waiting",
		attempts: 0,
		dueAt: 0,
		claimedUntil: 0,
		bornAt: now,
		isReplay: false,
		lastAttemptAt: null,
		lastStatus: null,
		lastReason: null,
		lastTookMs: null,
	};
}

handle(deliveryRoutes, webhookCalls.deliveries, async (c, { ids, query }) => {
	if (!(await webhookRows.read(c.env.DB, ids.webhookId))) return notFound(c);
	const { limit, cursor, state } = query;
	const before = cursor === undefined ? null : await readCursor(c.env, c.req.path, cursor);
	if (cursor !== undefined && before === null)
		return invalid(c, [fieldError("?cursor", "is not a valid cursor for this list")]);
	const rows = await listDeliveries(c.env.DB, ids.webhookId, state, { limit: limit + 1, before });
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	const nextCursor = rows.length > limit && last ? await makeCursor(c.env, c.req.path, last.id) : null;
	return c.json({ items: shown.map(wire), nextCursor });
});

type DeliveryIds = { webhookId: string; deliveryId: string };
const isThere = async (c: AppContext, { webhookId, deliveryId }: DeliveryIds) =>
	(await readDelivery(c.env.DB, webhookId, deliveryId)) !== null;

handle(
	deliveryRoutes,
	webhookCalls.delivery,
	async (c, { ids }) => {
		const row = await readDelivery(c.env.DB, ids.webhookId, ids.deliveryId);
		return row ? c.json({ ...wire(row), data: row.data, link: row.link }) : notFound(c);
	},
	isThere,
);

handle(
	deliveryRoutes,
	webhookCalls.replay,
	async (c, { ids }) => {
		const row = await readDelivery(c.env.DB, ids.webhookId, ids.deliveryId);
		if (!row) return notFound(c);
		const webhook = await webhookRows.read(c.env.DB, ids.webhookId);
		if (webhook?.state !== "active")
			return problem(c, "conflict", "the webhook is turned off: turn it on first");
		const { webhookId: targetId } = row;
		const change = {
			...auditOf(c, "webhook.replayed"),
			targetKind: "webhook" as const,
			targetId,
			before: null,
		};
		const after = { deliveryId: row.id, type: row.type };
		await replayDelivery(c.env.DB, row, Date.now(), { ...change, after });
		c.executionCtx.waitUntil(
			quietly("webhook.replay_waits", { webhookId: targetId }, () => deliverTo(c.env, targetId)),
		);
		const again = await readDelivery(c.env.DB, ids.webhookId, ids.deliveryId);
		return again ? c.json(wire(again), 202) : notFound(c);
	},
	isThere,
);

function wire(row: DeliveryRow) {
	const { id, type, subjectId, seq, state, attempts, isReplay, lastStatus, lastReason, lastTookMs } = row;
	const isWaiting = state === "waiting";
	return {
		...{ id, type, subjectId, seq, state, attempts, isReplay, lastStatus, lastReason, lastTookMs },
		at: toWire(row.at),
		nextAttemptAt: isWaiting ? toWire(Math.max(row.dueAt, row.bornAt)) : null,
		lastAttemptAt: toWireOrNull(row.lastAttemptAt),
	};
}

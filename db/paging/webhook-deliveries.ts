/** What outgoing webhooks are told: a row is the word that waits, and afterwards what became of it. */
import { and, desc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import {
	AT_ONCE,
	DELIVERY_KEPT_MS,
	DELIVERY_LIFE_MS,
	DELIVERY_STATES,
} from "../../worker/paging/rules/webhook-delivery.ts";
import type { WebhookNews } from "../../worker/paging/rules/webhook-events.ts";
import { open } from "../platform/client.ts";
import { outbox } from "../platform/outbox.ts";
import { flag, json } from "../platform/tables.ts";
import { type WebhookRow, webhooks } from "./webhooks.ts";

export const webhookDeliveries = sqliteTable(
	"webhook_deliveries",
	{
		webhookId: text("webhook_id")
			.notNull()
			.references(() => webhooks.id, { onDelete: "cascade" }),
		subjectId: text("subject_id").notNull(),
		seq: integer("seq").notNull(),
		type: text("type").notNull(),
		/** The same for all webhooks that are told of it. */
		id: text("id").notNull(),
		at: integer("at").notNull(),
		data: json<Record<string, unknown>>("data").notNull(),
		link: text("link").notNull(),
		state: text("state", { enum: DELIVERY_STATES }).notNull(),
		attempts: integer("attempts").notNull(),
		/** Not before this. */
		dueAt: integer("due_at").notNull(),
		/** Nobody else sends it before. */
		claimedUntil: integer("claimed_until").notNull(),
		/** From when its life counts: when it happened, or when it was asked for again. */
		bornAt: integer("born_at").notNull(),
		/** Sent again by hand: later news of its subject do not wait for it. */
		isReplay: flag("is_replay").notNull(),
		lastAttemptAt: integer("last_attempt_at"),
		lastStatus: integer("last_status"),
		lastReason: text("last_reason"),
		lastTookMs: integer("last_took_ms"),
	},
	(table) => [
		primaryKey({ columns: [table.webhookId, table.subjectId, table.seq, table.type] }),
		uniqueIndex("webhook_deliveries_by_id").on(table.webhookId, table.id),
		index("webhook_deliveries_waiting").on(table.webhookId, table.dueAt).where(sql`state = 'waiting'`),
		index("webhook_deliveries_by_age").on(table.at),
	],
);

export type DeliveryRow = typeof webhookDeliveries.$inferSelect;

/**
 * One statement, whose one value is news as a JSON list: a delivery for each webhook that chose it, once. Nothing is
 * written where nobody did. What happened before a webhook was there, or longer ago than deliveries are kept, is not told.
 */
const TELL = `INSERT INTO webhook_deliveries (webhook_id, subject_id, seq, type, id, at, data, link, state,
	attempts, due_at, claimed_until, born_at, is_replay)
SELECT w.id, n.value ->> 'subjectId', n.value ->> 'seq', n.value ->> 'type', n.value ->> 'id', n.value ->> 'at',
	n.value -> 'data', n.value ->> 'link', 'waiting', 0, 0, 0, n.value ->> 'at', 0
FROM json_each(?) AS n, webhooks AS w
WHERE w.state = 'active' AND w.created_at <= n.value ->> 'at'
	AND EXISTS (SELECT 1 FROM json_each(w.events) AS e WHERE e.value = '*' OR e.value = n.value ->> 'type')
ON CONFLICT DO NOTHING`;

/** For a batch of prepared statements. Its `meta.changes` says how many deliveries it made. */
export function tellStatement(d1: D1Database, news: WebhookNews[], now: number): D1PreparedStatement {
	return d1.prepare(TELL).bind(JSON.stringify(stillNews(news, now)));
}

/** For a batch of `runBatch`; `news` is an expression that gives the list. */
export function tellSql(news: SQL): SQL {
	const [before = "", after = ""] = TELL.split("?");
	return sql`${sql.raw(before)}${news}${sql.raw(after)}`;
}

/** Tells by itself. Answers how many deliveries wait because of it. */
export async function tellWebhooks(d1: D1Database, news: WebhookNews[], now: number): Promise<number> {
	if (news.length === 0) return 0;
	return (await tellStatement(d1, news, now).run()).meta.changes;
}

/** Whoever is told from the beginning once more says nothing of what was forgotten since. */
function stillNews(news: WebhookNews[], now: number): WebhookNews[] {
	return news.filter(({ at }) => at > now - DELIVERY_KEPT_MS / 2);
}

const waits = eq(webhookDeliveries.state, "waiting");
const waiting = outbox(webhookDeliveries, waits, ["webhookId", "subjectId", "seq", "type"]);

/**
 * Takes what may leave to this webhook now: of each subject the earliest that waits, and no more at a time than its
 * receiver has earned. Uses webhook_deliveries_waiting and the primary key.
 */
export function claimDeliveries(
	d1: D1Database,
	webhookId: string,
	now: number,
	forMs: number,
): Promise<DeliveryRow[]> {
	const own = sql`webhook_id = ${webhookId} AND state = 'waiting'`;
	const free = sql`MAX(0, (SELECT CASE WHEN failures > 0 THEN 1 ELSE ${AT_ONCE} END FROM webhooks WHERE id = ${webhookId})
		- (SELECT COUNT(*) FROM webhook_deliveries WHERE ${own} AND claimed_until > ${now}))`;
	const earlier = sql`SELECT 1 FROM webhook_deliveries AS e WHERE e.webhook_id = d.webhook_id
		AND e.subject_id = d.subject_id AND e.state = 'waiting' AND e.seq < d.seq AND NOT e.is_replay`;
	return waiting.claim(
		d1,
		{
			only: sql`rowid IN (SELECT d.rowid FROM webhook_deliveries AS d
				JOIN webhooks AS w ON w.id = d.webhook_id AND w.state = 'active' AND w.next_try_at <= ${now}
				WHERE d.webhook_id = ${webhookId} AND d.state = 'waiting' AND d.due_at <= ${now}
					AND d.claimed_until <= ${now} AND d.born_at > ${now - DELIVERY_LIFE_MS}
					AND (d.is_replay OR NOT EXISTS (${earlier}))
				ORDER BY d.due_at, d.at, d.seq LIMIT ${free})`,
		},
		now,
		forMs,
	);
}

/** Which of these may still leave: they are ours, and the webhook is as it was read. The last thing that is asked. */
export async function stillDue(d1: D1Database, webhook: WebhookRow, rows: DeliveryRow[]): Promise<string[]> {
	const ids = rows.map(({ id }) => id);
	const found = await open(d1)
		.select({ id: webhookDeliveries.id, claimedUntil: webhookDeliveries.claimedUntil })
		.from(webhookDeliveries)
		.innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
		.where(
			and(
				eq(webhookDeliveries.webhookId, webhook.id),
				inArray(webhookDeliveries.id, ids),
				waits,
				eq(webhooks.version, webhook.version),
				eq(webhooks.state, "active"),
			),
		);
	const claims = new Map(rows.map((row) => [row.id, row.claimedUntil]));
	return found.filter((row) => claims.get(row.id) === row.claimedUntil).map(({ id }) => id);
}

export async function readDelivery(
	d1: D1Database,
	webhookId: string,
	id: string,
): Promise<DeliveryRow | null> {
	const [row] = await open(d1)
		.select()
		.from(webhookDeliveries)
		.where(and(eq(webhookDeliveries.webhookId, webhookId), eq(webhookDeliveries.id, id)));
	return row ?? null;
}

/** Newest first; `before` is the last id of the page before. Uses webhook_deliveries_by_id. */
export async function listDeliveries(
	d1: D1Database,
	webhookId: string,
	state: DeliveryRow["state"] | undefined,
	page: { limit: number; before: string | null },
): Promise<DeliveryRow[]> {
	return open(d1)
		.select()
		.from(webhookDeliveries)
		.where(
			and(
				eq(webhookDeliveries.webhookId, webhookId),
				state && eq(webhookDeliveries.state, state),
				page.before === null ? undefined : lt(webhookDeliveries.id, page.before),
			),
		)
		.orderBy(desc(webhookDeliveries.id))
		.limit(page.limit);
}

/** What became of requests to a webhook, of its receiver, and of the webhook itself: one batch. */
import { and, eq, gt, lt, lte, type SQL, sql } from "drizzle-orm";
import {
	DELIVERY_KEPT_MS,
	DELIVERY_LIFE_MS,
	type DeliveryOutcome,
	DISABLED_AFTER_MS,
	nextTryAt,
} from "../../worker/paging/rules/webhook-delivery.ts";
import { type Change, changeStatements } from "../platform/changes.ts";
import { type Database, open, runBatch, type Statement } from "../platform/client.ts";
import { type DeliveryRow, webhookDeliveries } from "./webhook-deliveries.ts";
import { UNBLEMISHED, type WebhookRow, webhooks } from "./webhooks.ts";

export interface Settled {
	row: DeliveryRow;
	outcome: DeliveryOutcome;
}

/** Nothing is written of a delivery that somebody else has taken, or of a webhook that is gone. */
export async function settleDeliveries(
	d1: D1Database,
	webhook: WebhookRow,
	settled: Settled[],
	now: number,
	disabling: Change,
): Promise<void> {
	const db = open(d1);
	await runBatch(d1, [
		...settled.map(({ row, outcome }) => settlement(db, row, outcome, now)),
		...receiverStatements(db, webhook, settled, now),
		...disablingStatements(db, webhook, settled, now, disabling),
	]);
}

function settlement(db: Database, row: DeliveryRow, outcome: DeliveryOutcome, now: number): Statement {
	const { webhookId, id, claimedUntil, attempts } = row;
	const isDelivered = outcome.kind === "delivered";
	return db
		.update(webhookDeliveries)
		.set({
			state: isDelivered ? "delivered" : "waiting",
			dueAt: isDelivered ? row.dueAt : nextTryAt(attempts, now, outcome.retryAfterMs),
			claimedUntil: 0,
			...attempted(outcome, now),
		})
		.where(
			and(
				eq(webhookDeliveries.webhookId, webhookId),
				eq(webhookDeliveries.id, id),
				eq(webhookDeliveries.claimedUntil, claimedUntil),
			),
		);
}

/** What is written down of a request. */
export function attempted({ status, reason, tookMs }: DeliveryOutcome, at: number) {
	return { lastAttemptAt: at, lastStatus: status, lastReason: reason, lastTookMs: tookMs };
}

/** A receiver that works costs no row. */
function receiverStatements(db: Database, { id }: WebhookRow, settled: Settled[], now: number): Statement[] {
	if (settled.some(({ outcome }) => outcome.kind === "delivered")) {
		const { failures, failingSince, nextTryAt: at } = UNBLEMISHED;
		const fine = { failures, failingSince, nextTryAt: at };
		return [
			db
				.update(webhooks)
				.set(fine)
				.where(and(eq(webhooks.id, id), gt(webhooks.failures, 0))),
		];
	}
	const retryAfterMs = Math.max(0, ...settled.map(({ outcome }) => outcome.retryAfterMs ?? 0));
	const pauses = Array.from({ length: 6 }, (_, i) => nextTryAt(i + 1, now, retryAfterMs));
	const last = pauses.at(-1) ?? now;
	const next = sql`CASE failures ${sql.join(
		pauses.map((at, failures) => sql`WHEN ${failures} THEN ${at}`),
		sql` `,
	)} ELSE ${last} END`;
	const failing = {
		failures: sql`failures + 1`,
		failingSince: sql`COALESCE(failing_since, ${now})`,
		nextTryAt: next,
	};
	return [db.update(webhooks).set(failing).where(eq(webhooks.id, id))];
}

/** Turned off at once where the receiver says that it is gone, else when it has failed for long; the admins are told. */
function disablingStatements(
	db: Database,
	{ id, version }: WebhookRow,
	settled: Settled[],
	now: number,
	change: Change,
): Statement[] {
	const isGone = settled.some(({ outcome }) => outcome.kind === "gone");
	if (settled.some(({ outcome }) => outcome.kind === "delivered") && !isGone) return [];
	const last = settled.find(({ outcome }) => outcome.kind === "gone") ?? settled.at(-1);
	const reason = last?.outcome.reason ?? "no answer";
	const off = {
		state: "disabled" as const,
		stateReason: isGone ? `The receiver ${reason}.` : `Nothing was accepted for two days: ${reason}.`,
		disabledAt: now,
		version: version + 1,
		updatedAt: now,
	};
	const long = isGone ? undefined : lte(webhooks.failingSince, now - DISABLED_AFTER_MS);
	const still = and(eq(webhooks.id, id), eq(webhooks.version, version), eq(webhooks.state, "active"), long);
	const isOff = sql`EXISTS (SELECT 1 FROM ${webhooks} WHERE id = ${id} AND disabled_at = ${now} AND state = 'disabled')`;
	return [
		db.update(webhooks).set(off).where(still),
		...noticeStatements(id, now, isOff),
		...audit(change, isOff),
	];
}

function noticeStatements(webhookId: string, now: number, guard: SQL): Statement[] {
	return [
		sql`INSERT INTO webhook_notices (webhook_id, user_id, disabled_at, attempts, claimed_until)
			SELECT ${webhookId}, id, ${now}, 0, 0 FROM users WHERE role = 'admin' AND ${guard} ON CONFLICT DO NOTHING`,
	];
}

/** The counter of the configuration moves only when something changed. */
function audit(change: Change, guard: SQL): Statement[] {
	const [line] = changeStatements(change, guard);
	return line ? [line] : [];
}

/** Sends it again, with the same id: its life begins anew, and nothing waits for it. False when it waits already. */
export async function replayDelivery(
	d1: D1Database,
	row: DeliveryRow,
	now: number,
	change: Change,
): Promise<boolean> {
	const { webhookId, id, state } = row;
	const still = sql`EXISTS (SELECT 1 FROM ${webhookDeliveries}
		WHERE webhook_id = ${webhookId} AND id = ${id} AND state = ${state} AND state <> 'waiting')`;
	const again = { state: "waiting", isReplay: true, attempts: 0, dueAt: now, claimedUntil: 0, bornAt: now };
	const { changes } = await runBatch(d1, [
		...audit(change, still),
		open(d1)
			.update(webhookDeliveries)
			.set(again as Partial<DeliveryRow>)
			.where(and(eq(webhookDeliveries.webhookId, webhookId), eq(webhookDeliveries.id, id), still)),
	]);
	return changes > 0;
}

/** What was sent by hand and is not tried again. */
export async function noteTest(d1: D1Database, row: DeliveryRow, change: Change): Promise<void> {
	const there = sql`EXISTS (SELECT 1 FROM ${webhooks} WHERE id = ${row.webhookId})`;
	await runBatch(d1, [...audit(change, there), open(d1).insert(webhookDeliveries).values(row)]);
}

/** For the hourly tidying: what is too old is given up, and later forgotten. Uses the indexes of what waits and by age. */
export function agingStatements(d1: D1Database, now: number): Statement[] {
	const db = open(d1);
	const isOld = and(
		sql`${webhookDeliveries.state} = 'waiting'`,
		lte(webhookDeliveries.bornAt, now - DELIVERY_LIFE_MS),
		lte(webhookDeliveries.claimedUntil, now),
	);
	return [
		db.update(webhookDeliveries).set({ state: "failed" }).where(isOld),
		db
			.delete(webhookDeliveries)
			.where(
				and(
					lt(webhookDeliveries.at, now - DELIVERY_KEPT_MS),
					lt(webhookDeliveries.bornAt, now - DELIVERY_KEPT_MS),
				),
			),
	];
}

import { claimDeliveries, stillDue } from "../../../db/paging/webhook-deliveries.ts";
import { type Settled, settleDeliveries } from "../../../db/paging/webhook-settling.ts";
import { type WebhookRow, webhookRows } from "../../../db/paging/webhooks.ts";
import type { Change } from "../../../db/platform/changes.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { type Instant, minutes, seconds } from "../../platform/rules/time.ts";
import { newId } from "../../platform/vault/ids.ts";
import type { DeliveryOutcome } from "../rules/webhook-delivery.ts";
import { DELIVERY_TIMEOUT_MS, readyDelivery } from "./send-delivery.ts";

/** Longer than reading, sending and writing down take; whoever was killed meanwhile leaves it to the next. */
const CLAIM_MS = minutes(1);
/** Of the invocations' 50 questions a round takes ten. */
const MOST_ROUNDS = 3;
/** The first pause after a failure is short enough to be waited for. */
const WAITS_MS = seconds(6);

/** What a round came to: `took` deliveries were sent; `againIn`: all failed, and the first pause is this long. */
interface Round {
	took: number;
	againInMs: number | null;
}

/** Sends what may leave to this webhook, a few rounds of it. True when more may be left. Safe to run twice at once. */
export async function deliverTo(env: Env, webhookId: string): Promise<boolean> {
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const { took, againInMs } = await deliverRound(env, webhookId, Date.now());
		if (took === 0) return false;
		if (againInMs === null) continue;
		if (againInMs > WAITS_MS) return false;
		await new Promise((resolve) => setTimeout(resolve, againInMs));
	}
	return true;
}

async function deliverRound(env: Env, webhookId: string, now: Instant): Promise<Round> {
	const claimed = await claimDeliveries(env.DB, webhookId, now, CLAIM_MS);
	if (claimed.length === 0) return { took: 0, againInMs: null };
	const webhook = await webhookRows.read(env.DB, webhookId);
	if (!webhook) return { took: 0, againInMs: null };
	const send = await readyDelivery(env, webhook).catch(() => unreadable);
	const due = new Set(await stillDue(env.DB, webhook, claimed));
	// Whoever comes after the claim sends it too, so nothing may leave when it is about to run out.
	if (Date.now() + DELIVERY_TIMEOUT_MS > now + CLAIM_MS) return { took: 0, againInMs: null };
	const leaving = claimed.filter(({ id }) => due.has(id));
	if (leaving.length === 0) return { took: 0, againInMs: null };
	const settled = await Promise.all(leaving.map(async (row) => ({ row, outcome: await send(row) })));
	return settle(env, webhook, settled);
}

async function unreadable(): Promise<DeliveryOutcome> {
	const reason = "not sent: the secret can’t be read. Create a new secret";
	return { kind: "again", status: null, reason, tookMs: 0, retryAfterMs: null };
}

async function settle(env: Env, webhook: WebhookRow, settled: Settled[]): Promise<Round> {
	const now = Date.now();
	const outcomes = settled.map(({ outcome }) => outcome);
	await settleDeliveries(env.DB, webhook, settled, now, disabling(webhook, now));
	const isFailing = outcomes.every(({ kind }) => kind !== "delivered");
	if (!isFailing) return { took: settled.length, againInMs: null };
	log("webhook.failed", { webhookId: webhook.id, failures: webhook.failures + 1, ...why(outcomes) });
	// Only the first failure of a receiver that worked is followed by a short pause.
	const isGone = outcomes.some(({ kind }) => kind === "gone");
	const againInMs = webhook.failures === 0 && !isGone ? seconds(5) : minutes(1);
	return { took: settled.length, againInMs };
}

const why = (outcomes: DeliveryOutcome[]) => ({ status: outcomes[0]?.status ?? null });

/** The line of the audit log, for the case that this failure was one too many. */
function disabling({ id, name, version }: WebhookRow, at: Instant): Change {
	return {
		id: newId("audit"),
		at,
		actor: SYSTEM,
		action: "webhook.disabled",
		targetKind: "webhook",
		targetId: id,
		before: { id, name, version, state: "active" },
		after: { id, name, version: version + 1, state: "disabled" },
		requestId: newId("request"),
	};
}

import { WorkerEntrypoint } from "cloudflare:workers";
import { dueWebhooks } from "../../../db/paging/webhook-work.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { deliverTo } from "./deliver.ts";
import { type WebhookRunnerRpc, webhookRunnerOf } from "./rpc.ts";

/** One invocation calls the next; the platform bounds such a chain, and the minute tick begins another. */
const LONGEST_CHAIN = 16;

/**
 * What calls the receivers of outgoing webhooks: it answers at once and works on by itself, each webhook in an
 * invocation of its own. Whoever has news never waits for a receiver, and no receiver waits for another.
 */
export class WebhookRunner extends WorkerEntrypoint<Env> implements WebhookRunnerRpc {
	async deliver(webhookIds?: string[], links = 0): Promise<void> {
		this.ctx.waitUntil(
			this.work(webhookIds, links).catch((error: unknown) =>
				log("webhook.run_failed", { error: String(error) }),
			),
		);
	}

	private async work(given: string[] | undefined, links: number): Promise<void> {
		const ids = given ?? (await dueWebhooks(this.env.DB, Date.now()));
		const [only] = ids;
		if (only === undefined) return;
		const next = webhookRunnerOf(this.ctx);
		if (ids.length > 1) await Promise.all(ids.map((id) => next.deliver([id])));
		else if ((await deliverTo(this.env, only)) && links < LONGEST_CHAIN)
			await next.deliver([only], links + 1);
	}
}

import { tellWebhooks } from "../../../db/paging/webhook-deliveries.ts";
import { webhookRunnerOf } from "../../paging/webhooks/rpc.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { WatchStore } from "./watch-store.ts";

const AT_ONCE = 50;
const TIMEOUT_MS = 10_000;

/** Carries what webhooks are told of verdicts to the database. What fails waits for the next beat, and pages nobody. */
export class NewsOutbox {
	private isAtWork = false;

	constructor(
		private readonly env: Env,
		private readonly store: WatchStore,
		private readonly ctx: { exports: object },
	) {}

	async deliver(): Promise<void> {
		if (this.isAtWork) return;
		this.isAtWork = true;
		try {
			let waiting = 0;
			for (let rows = this.store.news(AT_ONCE); rows.length > 0; rows = this.store.news(AT_ONCE)) {
				const news = rows.flatMap((row) => row.news ?? []);
				waiting += await withTimeout(tellWebhooks(this.env.DB, news, Date.now()), TIMEOUT_MS);
				this.store.removeNews(rows.at(-1)?.id ?? 0);
			}
			if (waiting > 0) await webhookRunnerOf(this.ctx).deliver();
		} catch (error) {
			log("watch.webhooks_not_told", { error: String(error) });
		} finally {
			this.isAtWork = false;
		}
	}
}

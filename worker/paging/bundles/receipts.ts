import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { incidentOf } from "../../platform/stubs.ts";

/** No invocation asks more than 30 things: the next alarm goes on. */
const MOST_AT_ONCE = 25;

export interface Receipt {
	incidentId: string;
	pageId: string;
	epoch: number;
	event: "received" | "opened";
}

/**
 * Passes a phone's word for a bundle on to its incidents. It is kept in memory alone: what a kill takes away is a receipt
 * that never came, and such a page is called again and by other methods.
 */
export class Receipts {
	private waiting: Receipt[] = [];

	constructor(
		private readonly env: Env,
		private readonly wake: () => void,
	) {}

	async tell(receipts: Receipt[]): Promise<void> {
		this.waiting.push(...receipts);
		await this.some();
	}

	/** The next of them; asks to be woken while there are more. */
	async some(): Promise<void> {
		const now = this.waiting.splice(0, MOST_AT_ONCE);
		if (this.waiting.length > 0) this.wake();
		await Promise.all(
			now.map(({ incidentId, pageId, epoch, event }) =>
				incidentOf(this.env, incidentId)
					.pageReceipt(pageId, epoch, event, "bundle")
					.catch((error) => log("bundle.receipt_lost", { incidentId, pageId, error: String(error) })),
			),
		);
	}
}

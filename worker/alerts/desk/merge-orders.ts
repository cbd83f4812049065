import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Answer } from "../../platform/answer.ts";
import { type Instant, seconds } from "../../platform/rules/time.ts";
import type { MergeOrder, SplitOrder } from "../rpc.ts";
import type { Merges, Queued } from "./merges.ts";
import { MERGE_REFUSED, MERGE_UNDER_WAY, NO_SUCH_SERVICE } from "./refusals.ts";
import { seeThrough } from "./see-through.ts";

/** After a kill between decision and delivery this wakes the Desk. */
const SAFETY_MS = seconds(1);
const EVERYTHING = Number.MAX_SAFE_INTEGER;

interface Ways {
	plan(): Promise<PagingPlan | null>;
	transact<Result>(work: () => Result): Result;
	deliver(one: Queued[number]): Promise<void>;
	wakeBy(at: Instant): void;
	giveWord(incidentIds: string[]): Promise<void>;
}

/** Merges and splits that people order: stored first, seen through for as long as the caller waits. */
export class MergeOrders {
	constructor(
		private readonly merges: Merges,
		private readonly ways: Ways,
	) {}

	async merge(order: MergeOrder): Promise<Answer<null>> {
		const begun = this.ways.transact(() => this.merges.begin(order, Date.now()));
		if (!begun.ok) return begun;
		await this.seeThrough(begun.value);
		// The end of the merged one was queued when the other had taken it in.
		await this.seeThrough([{ incidentId: order.incident.incidentId, rowId: EVERYTHING }]);
		const state = this.merges.stateOf(order);
		if (state === "merged") return { ok: true, value: null };
		return { ok: false, refusal: state === "under_way" ? MERGE_UNDER_WAY : MERGE_REFUSED };
	}

	async split(order: SplitOrder): Promise<Answer<{ incidentId: string }>> {
		const plan = await this.ways.plan();
		if (!plan) return { ok: false, refusal: NO_SUCH_SERVICE };
		const split = this.ways.transact(() => this.merges.split(order, plan.service, Date.now()));
		if (!split.ok) return split;
		const { incidentId, queued } = split.value;
		await this.seeThrough(queued);
		return { ok: true, value: { incidentId } };
	}

	private async seeThrough(queued: Queued): Promise<void> {
		if (queued.length === 0) return;
		this.ways.wakeBy(Date.now() + SAFETY_MS);
		await seeThrough(queued.map((one) => this.ways.deliver(one)));
		await this.ways.giveWord(queued.map(({ incidentId }) => incidentId));
	}
}

import { DurableObject } from "cloudflare:workers";
import type { Env } from "../../platform/env.ts";
import type { Region } from "../../platform/rules/region.ts";
import type { ProbeOrder, ProberRpc } from "../rpc.ts";
import type { CheckResult, Monitor } from "../rules/monitor.ts";
import { MAX_BATCH, runnerOf } from "../watch/rpc.ts";

/** A region's doorway: it lives where its name says and hands every batch on at once, holding nothing. */
export class Prober extends DurableObject<Env> implements ProberRpc {
	async probe(order: ProbeOrder): Promise<void> {
		if (order.monitors.length > MAX_BATCH) throw new Error(`a batch of ${order.monitors.length} monitors`);
		await runnerOf(this.ctx).run(order);
	}

	async checkNow(monitor: Monitor, region: Region): Promise<CheckResult | null> {
		return runnerOf(this.ctx).check(monitor, region);
	}
}

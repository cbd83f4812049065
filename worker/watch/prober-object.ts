import { DurableObject } from "cloudflare:workers";
import type { CheckResult, Monitor } from "../core/monitor.ts";
import type { Region } from "../core/region.ts";
import type { Env } from "../env.ts";
import type { ProbeOrder, ProberRpc } from "../watch-rpc.ts";
import { MAX_BATCH, runnerOf } from "./rpc.ts";

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

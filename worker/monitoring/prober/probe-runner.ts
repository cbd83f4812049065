import { WorkerEntrypoint } from "cloudflare:workers";
import { Allowance } from "../../platform/egress/allowance.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Region } from "../../platform/rules/region.ts";
import { runCheck } from "../checks/run-check.ts";
import type { ProbeOrder } from "../rpc.ts";
import type { CheckResult, Monitor } from "../rules/monitor.ts";
import { Batch, type BatchPorts } from "../watch/batch.ts";
import { reportTo, runnerOf } from "../watch/rpc.ts";

/** Of the 50 that the free plan allows, ten are left for reports and for what is handed on. */
const MOST_FETCHES = 40;

/**
 * The stateless prober behind each region's object: it answers at once and works on in the background, because a
 * Worker is billed for the CPU it uses and an object for the time it waits.
 */
export class ProbeRunner extends WorkerEntrypoint<Env> {
	run(order: ProbeOrder): void {
		this.ctx.waitUntil(this.work(order));
	}

	check(monitor: Monitor, region: Region): Promise<CheckResult | null> {
		return runCheck(this.env, monitor, region);
	}

	private async work(order: ProbeOrder): Promise<void> {
		const { watch, region, cycle, afterMs } = order;
		if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
		const allowance = new Allowance(MOST_FETCHES);
		const ports: BatchPorts = {
			run: (monitor) => runCheck(this.env, monitor, region, allowance),
			remaining: () => allowance.remaining,
			report: (results, silent, lost) => reportTo(this.env, watch, { cycle, region, results, silent, lost }),
			spill: (monitors) => runnerOf(this.ctx).run({ ...order, afterMs: 0, apartMs: 0, monitors }),
		};
		try {
			await new Batch(order.monitors, ports, order).finish();
		} catch (error) {
			log("probe.batch_failed", { cycle, region, error });
		}
	}
}

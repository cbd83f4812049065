import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Region } from "../../platform/rules/region.ts";
import { watchById } from "../../platform/stubs.ts";
import type { ProbeOrder, ProbeReport } from "../rpc.ts";
import type { CheckResult, Monitor } from "../rules/monitor.ts";

/** A Prober refuses more: at most six run at once, and what follows them would be late. */
export const MAX_BATCH = 30;

export interface RunnerRpc {
	/** Answers at once and works on. */
	run(order: ProbeOrder): Promise<void>;
	check(monitor: Monitor, region: Region): Promise<CheckResult | null>;
}

/** `ProbeRunner` is exported by the entry, so the platform offers it here; its types do not know our exports. */
export function runnerOf(ctx: { exports: object }): RunnerRpc {
	return (ctx.exports as { ProbeRunner: RunnerRpc }).ProbeRunner;
}

const REPORT_TRIES = 3;

/** Tells the Watch, thrice if need be. Never throws: a lost report becomes a lost cycle there. */
export async function reportTo(env: Env, watch: string, report: ProbeReport): Promise<void> {
	for (let attempt = 1; attempt <= REPORT_TRIES; attempt++) {
		try {
			return await watchById(env, watch).report(report);
		} catch (error) {
			log("probe.report_failed", { cycle: report.cycle, region: report.region, attempt, error });
			await new Promise((resolve) => setTimeout(resolve, attempt * 200));
		}
	}
}

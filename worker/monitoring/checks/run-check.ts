import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Region } from "../../platform/rules/region.ts";
import { checkTimeoutMs, isOverslept, type Judgement } from "../rules/check.ts";
import type { CheckResult, Monitor } from "../rules/monitor.ts";
import { checkHttp } from "./http.ts";
import { checkTcp } from "./tcp.ts";

/** Runs one check. Null when the check itself failed: a bug here, or a machine that slept, must not look like an outage there. */
export async function runCheck(env: Env, monitor: Monitor, region: Region): Promise<CheckResult | null> {
	const at = Date.now();
	try {
		const judgement = await execute(env, monitor, region);
		if (judgement === null) return null;
		if (!isOverslept(judgement, checkTimeoutMs(monitor.timeoutSeconds)))
			return { monitorId: monitor.id, region, at, ...judgement };
		log("check.overslept", { monitorId: monitor.id, region, latencyMs: judgement.latencyMs });
		return null;
	} catch (error) {
		log("check.broken", { monitorId: monitor.id, region, error });
		return null;
	}
}

async function execute(env: Env, monitor: Monitor, region: Region): Promise<Judgement | null> {
	if (monitor.kind === "http") return checkHttp(env, monitor, region);
	if (monitor.kind === "tcp") return checkTcp(env, monitor);
	return null;
}

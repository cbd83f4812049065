import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import type { Region } from "../platform/rules/region.ts";
import { seconds } from "../platform/rules/time.ts";
import { proberOf } from "../platform/stubs.ts";
import type { CheckResult, Monitor } from "./rules/monitor.ts";

const PATIENCE_BEYOND_TIMEOUT_MS = 2_000;

/** How long these may take together: the longest time-out and 2 s. */
export const patienceFor = (monitors: readonly Monitor[]): number =>
	Math.max(0, ...monitors.map(({ timeoutSeconds }) => seconds(timeoutSeconds))) + PATIENCE_BEYOND_TIMEOUT_MS;

/**
 * Runs each monitor once from each of its regions; whoever has not answered in time is left out. `heard` is told each
 * answer as it comes, also one that comes too late. `patienceMs` ends the wait sooner.
 */
export async function askEverywhere(
	env: Env,
	monitors: Monitor[],
	heard: (result: CheckResult) => void = () => {},
	patienceMs = patienceFor(monitors),
): Promise<CheckResult[]> {
	const results: CheckResult[] = [];
	const ask = async (monitor: Monitor, region: Region) => {
		try {
			const result = await proberOf(env, region).checkNow(monitor, region);
			if (!result) return;
			results.push(result);
			heard(result);
		} catch (error) {
			log("check.prober_unreachable", { region, monitorId: monitor.id, error });
		}
	};
	const patience = AbortSignal.timeout(Math.max(0, patienceMs));
	const enough = new Promise<void>((resolve) => {
		patience.addEventListener("abort", () => resolve());
	});
	const all = monitors.flatMap((monitor) => monitor.regions.map((region) => ask(monitor, region)));
	await Promise.race([Promise.all(all), enough]);
	return [...results];
}

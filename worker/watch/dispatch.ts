import type { CheckResult, Monitor, Region } from "../core/monitor.ts";
import { seconds } from "../core/time.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import type { ProbeOrder, ProbeReport } from "../objects.ts";
import { proberOf } from "../stubs.ts";
import type { Ask } from "./rounds.ts";
import { MAX_BATCH } from "./rpc.ts";
import { hangs } from "./watched.ts";

/** Hands the asks to their regions in batches. Answers what is lost because a region could not be reached. */
export async function dispatch(env: Env, watch: string, asks: Ask[]): Promise<ProbeReport[]> {
	const sent = batchesOf(asks).map(async (batch): Promise<ProbeReport[]> => {
		const [first] = batch;
		if (!first) return [];
		const { region, round } = first;
		const order: ProbeOrder = { watch, region, round, monitors: batch.map((ask) => ask.watched.monitor) };
		try {
			await proberOf(env, region).probe(order);
			return [];
		} catch (error) {
			log("watch.prober_unreachable", { region, round, error });
			return [{ round, region, results: [], silent: [], lost: order.monitors.map(({ id }) => id) }];
		}
	});
	return (await Promise.all(sent)).flat();
}

/** One region and round to a batch; those that hung the last time apart, so that they hold up only each other. */
function batchesOf(asks: Ask[]): Ask[][] {
	const groups = Map.groupBy(asks, ({ region, round, watched }) => `${region} ${round} ${hangs(watched)}`);
	return [...groups.values()].flatMap((group) => {
		const count = Math.ceil(group.length / MAX_BATCH);
		return Array.from({ length: count }, (_, i) => group.slice(i * MAX_BATCH, (i + 1) * MAX_BATCH));
	});
}

const PATIENCE_BEYOND_TIMEOUT_MS = 2_000;

/** Runs each monitor once from each of its regions; whoever has not answered in time is left out. */
export async function askEverywhere(env: Env, monitors: Monitor[]): Promise<CheckResult[]> {
	const results: CheckResult[] = [];
	const ask = async (monitor: Monitor, region: Region) => {
		try {
			const result = await proberOf(env, region).checkNow(monitor, region);
			if (result) results.push(result);
		} catch (error) {
			log("watch.prober_unreachable", { region, monitorId: monitor.id, error });
		}
	};
	const longest = Math.max(0, ...monitors.map(({ timeoutSeconds }) => seconds(timeoutSeconds)));
	const patience = AbortSignal.timeout(longest + PATIENCE_BEYOND_TIMEOUT_MS);
	const enough = new Promise<void>((resolve) => {
		patience.addEventListener("abort", () => resolve());
	});
	const all = monitors.flatMap((monitor) => monitor.regions.map((region) => ask(monitor, region)));
	await Promise.race([Promise.all(all), enough]);
	return [...results];
}

import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { proberOf } from "../../platform/stubs.ts";
import type { ProbeOrder, ProbeReport } from "../rpc.ts";
import type { Ask } from "./check-cycles.ts";
import { MAX_BATCH } from "./rpc.ts";
import { hangs } from "./watched.ts";

/**
 * The batches of one beat begin this far apart: a failure that one of them finds is confirmed and paged before the next
 * one takes the processor.
 */
const APART_MS = 250;

/**
 * Hands the asks to their regions in batches: those of a beat one after the other, those that follow from what was seen
 * at once. Answers what is lost because a region could not be reached.
 */
export async function dispatch(env: Env, watch: string, asks: Ask[], isBeat = false): Promise<ProbeReport[]> {
	const sent = batchesOf(asks).map(async (batch, i): Promise<ProbeReport[]> => {
		const [first] = batch;
		if (!first) return [];
		const { region, cycle } = first;
		const monitors = batch.map((ask) => ask.watched.monitor);
		const order: ProbeOrder = { watch, region, cycle, monitors, afterMs: isBeat ? i * APART_MS : 0 };
		try {
			await proberOf(env, region, watch).probe(order);
			return [];
		} catch (error) {
			log("watch.prober_unreachable", { region, cycle, error });
			return [{ cycle, region, results: [], silent: [], lost: order.monitors.map(({ id }) => id) }];
		}
	});
	return (await Promise.all(sent)).flat();
}

/** One region and cycle to a batch; those that hung the last time apart, so that they hold up only each other. */
function batchesOf(asks: Ask[]): Ask[][] {
	const groups = Map.groupBy(asks, ({ region, cycle, watched }) => `${region} ${cycle} ${hangs(watched)}`);
	return [...groups.values()].flatMap((group) => {
		const count = Math.ceil(group.length / MAX_BATCH);
		return Array.from({ length: count }, (_, i) => group.slice(i * MAX_BATCH, (i + 1) * MAX_BATCH));
	});
}

import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { proberOf } from "../../platform/stubs.ts";
import type { ProbeOrder, ProbeReport } from "../rpc.ts";
import type { Ask } from "./check-cycles.ts";
import { MAX_BATCH } from "./rpc.ts";
import { hangs } from "./watched.ts";

/** Batches of a beat begin this far apart, and the last of them within the longest time. */
const APART_MS = 500;
const LAST_AFTER_MS = 3_000;
/** What one failure takes until its page has left: checks of a batch are no closer, or begin at once. */
const PAGE_MS = 15;

/**
 * Hands the asks to their regions in batches. Answers what is lost because a region could not be reached. With `spread`
 * they begin one after another, so that a failure does not wait for the answers of all others, nor its page for the
 * pages of all others: for what is due by the clock, never for what somebody waits for.
 */
export async function dispatch(
	env: Env,
	watch: string,
	asks: Ask[],
	when: "spread" | "at once",
): Promise<ProbeReport[]> {
	const batches = batchesOf(asks);
	const apartMs = when === "spread" ? Math.min(APART_MS, Math.floor(LAST_AFTER_MS / batches.length)) : 0;
	const sent = batches.map(async (batch, n): Promise<ProbeReport[]> => {
		const [first] = batch;
		if (!first) return [];
		const { region, cycle } = first;
		const monitors = batch.map((ask) => ask.watched.monitor);
		const order: ProbeOrder = {
			...{ watch, region, cycle, monitors },
			afterMs: n * apartMs,
			apartMs: paceMs(apartMs, batch.length),
			down: batch.flatMap(({ watched }) => (watched.memory.verdict === "down" ? watched.monitor.id : [])),
		};
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

/** The checks of a batch share the time until the next batch. Where it is too short for that, they begin at once. */
function paceMs(apartMs: number, checks: number): number {
	const paceMs = Math.floor(apartMs / checks);
	return paceMs < PAGE_MS ? 0 : paceMs;
}

/** One region and cycle to a batch; those that hung the last time apart, so that they hold up only each other. */
function batchesOf(asks: Ask[]): Ask[][] {
	const groups = Map.groupBy(asks, ({ region, cycle, watched }) => `${region} ${cycle} ${hangs(watched)}`);
	return [...groups.values()].flatMap((group) => {
		const count = Math.ceil(group.length / MAX_BATCH);
		return Array.from({ length: count }, (_, i) => group.slice(i * MAX_BATCH, (i + 1) * MAX_BATCH));
	});
}

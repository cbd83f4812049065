import { log } from "../../platform/log.ts";
import { REGIONS, type Region } from "../../platform/rules/region.ts";
import { type Instant, minutes } from "../../platform/rules/time.ts";
import { suspectRegions } from "../rules/detector.ts";
import type { Watched } from "./watched.ts";

const STALE_RESULT_MS = minutes(5);

/** The regions whose own network is the trouble, by what was seen in the last minutes. Says which ones are news. */
export function judgeRegions(
	before: ReadonlySet<Region>,
	all: Iterable<Watched>,
	now: Instant,
): ReadonlySet<Region> {
	const fresh = [...all].map(({ latest }) => {
		return new Map([...latest].filter(([, result]) => now - result.at < STALE_RESULT_MS));
	});
	const suspects = suspectRegions(fresh);
	const changed = REGIONS.filter((region) => suspects.has(region) !== before.has(region));
	for (const region of changed) log("watch.region", { region, suspect: suspects.has(region) });
	return suspects;
}

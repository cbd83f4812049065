/** The last checks of each region, as strips of one length. */
import type { Region } from "../../../worker/platform/rules/region.ts";
import type { Check } from "../../state/wire.ts";

export interface Heartbeats {
	region: Region;
	/** The oldest first, a letter each as in a history; `-` where there were fewer. */
	beats: string;
	last: Check;
}

const LETTERS: Record<Check["outcome"], string> = { up: "u", degraded: "d", down: "x" };

/** One for each region that checked it, in the order of the monitor's regions. `checks` newest first. */
export function heartbeatsOf(
	checks: readonly Check[],
	regions: readonly Region[],
	length: number,
): Heartbeats[] {
	return regions.flatMap((region) => {
		const own = checks.filter((check) => check.region === region).slice(0, length);
		const [last] = own;
		const beats = own.map(({ outcome }) => LETTERS[outcome]).toReversed();
		return last ? [{ region, last, beats: beats.join("").padStart(length, "-") }] : [];
	});
}

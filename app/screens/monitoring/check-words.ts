import { REGION_NAMES, type Region } from "../../../worker/platform/rules/region.ts";
import type { ShapeName } from "../../parts/shape.tsx";
import { tookWords } from "../../state/words.ts";
import type { RegionCheck } from "./probe.ts";

export const regionName = (region: Region): string => REGION_NAMES[region];

const SHAPES: Record<RegionCheck["outcome"], ShapeName> = { up: "well", degraded: "degraded", down: "down" };
const WORDS: Record<RegionCheck["outcome"], string> = { up: "Up", degraded: "Degraded", down: "Down" };

export const checkShape = (check: RegionCheck): ShapeName => SHAPES[check.outcome];

/** "210 ms", "1.4 s": to the millisecond as long as that says something. */
const latencyWords = (latencyMs: number): string =>
	latencyMs < 1_000 ? `${Math.round(latencyMs)} ms` : tookWords(latencyMs);

/** "Up, 210 ms", "Down: HTTP 503". */
export function checkWords(check: RegionCheck): string {
	// A job that reported says itself what it has to say.
	if (check.outcome === "up" && check.region === null) return `Up: ${check.detail}`;
	if (check.outcome === "up") return `Up, ${latencyWords(check.latencyMs)}`;
	return `${WORDS[check.outcome]}: ${check.detail || check.reason || "no reason given"}`;
}

/** What the regions say together: the worst of what most of them saw, or that no check could be run. */
export function verdict(checks: RegionCheck[]): {
	outcome: RegionCheck["outcome"] | "unknown";
	words: string;
} {
	if (checks.length === 0) return { outcome: "unknown", words: "The first check returned no result" };
	const count = (outcome: RegionCheck["outcome"]) =>
		checks.filter((check) => check.outcome === outcome).length;
	if (count("down") * 2 > checks.length) return { outcome: "down", words: "Not responding" };
	if (count("up") === checks.length) return { outcome: "up", words: "Responding" };
	return {
		outcome: "degraded",
		words: count("up") === 0 ? "Responding slowly" : "Unreachable from some regions",
	};
}

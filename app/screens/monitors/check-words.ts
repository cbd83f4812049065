import { REGION_NAMES, type Region } from "../../../worker/core/monitor.ts";
import type { ShapeName } from "../../parts/shape.tsx";
import type { Check } from "../../state/wire.ts";
import { tookWords } from "../../state/words.ts";

export const regionName = (region: Region): string => REGION_NAMES[region];

const SHAPES: Record<Check["outcome"], ShapeName> = { up: "well", degraded: "degraded", down: "down" };
const WORDS: Record<Check["outcome"], string> = { up: "Up", degraded: "Degraded", down: "Down" };

export const checkShape = (check: Check): ShapeName => SHAPES[check.outcome];

/** "210 ms", "1.4 s": to the millisecond as long as that says something. */
const latencyWords = (latencyMs: number): string =>
	latencyMs < 1_000 ? `${Math.round(latencyMs)} ms` : tookWords(latencyMs);

/** "Up, 210 ms", "Down: HTTP 503". */
export function checkWords(check: Check): string {
	if (check.outcome === "up") return `Up, ${latencyWords(check.latencyMs)}`;
	return `${WORDS[check.outcome]}: ${check.detail || check.reason || "no reason was given"}`;
}

/** What the regions say together: the worst of what most of them saw, or that nobody could look. */
export function verdict(checks: Check[]): { outcome: Check["outcome"] | "unknown"; words: string } {
	if (checks.length === 0) return { outcome: "unknown", words: "The first check did not come back" };
	const count = (outcome: Check["outcome"]) => checks.filter((check) => check.outcome === outcome).length;
	if (count("down") * 2 > checks.length) return { outcome: "down", words: "It does not answer" };
	if (count("up") === checks.length) return { outcome: "up", words: "It answers" };
	return { outcome: "degraded", words: count("up") === 0 ? "It is slow" : "Not every region reaches it" };
}

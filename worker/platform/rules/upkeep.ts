import { type Instant, minutes, seconds } from "./time.ts";

/** What a minute tick looks after. Each is asked by itself, and none waits for another to succeed. */
export const PARTS = [
	"tick",
	"incidents",
	"watches",
	"detection",
	"publication",
	"desks",
	"configuration",
	"live",
] as const;
export type Part = (typeof PARTS)[number];

/** A part in which something failed, and how many of its objects. */
export interface BrokenPart {
	part: Part;
	failed: number;
}

/** The parts that did not work, by how many objects failed in each. The dead man's switch hears nothing while there are any. */
export function brokenParts(failed: ReadonlyMap<Part, number>): BrokenPart[] {
	return PARTS.flatMap((part) => {
		const count = failed.get(part) ?? 0;
		return count > 0 ? [{ part, failed: count }] : [];
	});
}

const MISSED_ROUNDS = 3;
const DETECTION_TIMEOUT_MS = minutes(3);

/**
 * True when no monitor at all has been checked for much longer than the fastest of them asks for: then nothing would be
 * noticed. A monitor that was just made or edited is given the same time. False without a monitor that runs.
 */
export function isBlind(
	fastest: { intervalSeconds: number; updatedAt: Instant } | null,
	lastCheckedAt: Instant | null,
	now: Instant,
): boolean {
	if (fastest === null) return false;
	const since = Math.max(fastest.updatedAt, lastCheckedAt ?? 0);
	return now - since > MISSED_ROUNDS * seconds(fastest.intervalSeconds) + DETECTION_TIMEOUT_MS;
}

import type { Region } from "../../platform/rules/region.ts";
import { type Instant, minutes, seconds } from "../../platform/rules/time.ts";
import { checkKindOf } from "../checks/registry.ts";
import type { CheckCycle, Memory } from "../rules/detector.ts";
import type { CheckResult, Monitor, MonitorState } from "../rules/monitor.ts";
import { type Slots, slotNumber, slotsOf } from "../rules/slots.ts";
import type { Standing } from "../rules/standing.ts";

/** A monitor as the slice holds it in memory: what is stored, and what a restart may forget. */
export interface Watched {
	monitor: Monitor;
	number: number;
	memory: Memory;
	slots: Slots;
	/** The latest slot that was begun. */
	lastSlot: number;
	checkedAt: Instant | null;
	cycle: CheckCycle | null;
	/** The cycle that was settled last: what still comes in for it changes nothing. */
	settledRound: string | null;
	latest: Map<Region, CheckResult>;
	/** A maintenance lies over it: what fails now pages nobody. */
	covered: boolean;
}

export function watch(
	stored: { monitor: Monitor; number: number; memory: Memory; checkedAt: Instant | null },
	offsetMs: number,
): Watched {
	const slots = slotsOf(stored.monitor.id, stored.monitor.intervalSeconds, offsetMs);
	const lastSlot = stored.checkedAt === null ? Number.NEGATIVE_INFINITY : slotNumber(slots, stored.checkedAt);
	return { ...stored, slots, lastSlot, cycle: null, settledRound: null, latest: new Map(), covered: false };
}

/** The kinds of monitor that a region can run. A monitor of another kind is kept, shown as pending, and never run. */
export function isRunnable(monitor: Monitor): boolean {
	return checkKindOf(monitor.kind) !== undefined;
}

export function isActive({ monitor }: Watched): boolean {
	return !monitor.paused && isRunnable(monitor) && monitor.regions.length > 0;
}

/** Checked, or expected to report in. */
export function isWatched(watched: Watched): boolean {
	return isActive(watched) || (isHeartbeat(watched) && !watched.monitor.paused);
}

export const isHeartbeat = ({ monitor }: Watched): boolean => monitor.heartbeat !== undefined;

/** Two hops of waiting (the first region, then the others), and a little for the way. */
export function cycleTimeoutMs({ monitor }: Watched): number {
	return 2 * seconds(monitor.timeoutSeconds) + seconds(10);
}

/** How long a monitor may go unchecked before we say that we do not know. */
export function blindAfterMs({ monitor }: Watched): number {
	return Math.max(2 * seconds(monitor.intervalSeconds), minutes(2));
}

/** The public reads of a check up to a minute after it: only what is older than this has stopped. */
export function staleAfterMs({ monitor }: Watched): number {
	return 2 * seconds(monitor.intervalSeconds) + minutes(1);
}

export function stateOf(watched: Watched, now: Instant): MonitorState {
	if (watched.monitor.paused) return "paused";
	if (watched.covered) return "maintenance";
	const { verdict } = watched.memory;
	if (verdict === "pending") return "pending";
	return isBlind(watched, now) ? "unknown" : verdict;
}

/** Of a heartbeat silence is what is looked for. */
function isBlind(watched: Watched, now: Instant): boolean {
	if (isHeartbeat(watched)) return false;
	return now - (watched.checkedAt ?? 0) > blindAfterMs(watched) + cycleTimeoutMs(watched);
}

/** What a running monitor lets the public be told of its service: one that fails is being checked, confirmed or not. */
export function standingOf(watched: Watched, now: Instant): Standing {
	const { verdict, failures } = watched.memory;
	if (isHeartbeat(watched)) return verdict === "down" ? "checking" : "well";
	if (watched.covered && sawItFail(watched)) return "checking";
	if (verdict === "down" || verdict === "pending" || failures > 0) return "checking";
	return isBlind(watched, now) ? "unknown" : "well";
}

/** A maintenance keeps failures out of the memory, not out of sight. */
function sawItFail({ latest }: Watched): boolean {
	return latest.size === 0 || [...latest.values()].some(({ outcome }) => outcome === "down");
}

/** The last answer was a time-out: it would hold up the others of a batch. */
export function hangs({ latest }: Watched): boolean {
	return [...latest.values()].some((result) => result.reason === "timeout");
}

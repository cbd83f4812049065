import type { Region } from "../../platform/rules/region.ts";
import { storedShape } from "../../platform/rules/stored-shape.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { CheckResult, Monitor } from "./monitor.ts";

export const VERDICTS = ["pending", "up", "degraded", "down"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What is remembered of a monitor between cycles. */
export interface Memory {
	verdict: Verdict;
	/** Consecutive cycles in which a quorum saw it fail; 0 while down. */
	failures: number;
	/** While down: consecutive cycles in which a quorum saw it work. */
	recoveries: number;
	/** The first failing observation of the present episode; null while all is well. */
	episodeAt: Instant | null;
}

export const FRESH: Memory = { verdict: "pending", failures: 0, recoveries: 0, episodeAt: null };

/** As a slice keeps it. */
export const MEMORY = storedShape<Memory>((memory) => ({ ...FRESH, ...memory }));

/** One slot's checks of one monitor: who was asked, who answered, who never will, who has been silent for long. */
export interface CheckCycle {
	id: string;
	startedAt: Instant;
	asked: Region[];
	answers: CheckResult[];
	lost: Region[];
	silent: Region[];
}

export type Rules = Pick<Monitor, "regions" | "quorum" | "failureThreshold" | "recoveryThreshold">;

export const FINDING_REASONS = [
	"agrees",
	"outvoted",
	"failing",
	"failed",
	"recovering",
	"recovered",
	"nothing_seen",
] as const;

/** Either more answers are needed (ask these regions now, maybe none), or the cycle has said what it can say. */
export type Finding =
	| { settled: false; ask: Region[] }
	| { settled: true; memory: Memory; reason: (typeof FINDING_REASONS)[number] };

/** The region that begins a slot: each takes its turn. */
export function firstRegion(rules: Rules, slot: number): Region[] {
	const count = rules.regions.length;
	const region = rules.regions[((slot % count) + count) % count];
	return region ? [region] : [];
}

/**
 * What a cycle says so far. One region suffices to go on as before; whoever contradicts the verdict, also in how fast
 * the answer came, is put to all the others at once, and only a quorum of regions changes it. A region that answers
 * nothing, or that is suspect and fails, counts for nothing: never as up, never as down.
 */
export function detect(
	memory: Memory,
	cycle: CheckCycle,
	rules: Rules,
	suspects: ReadonlySet<Region>,
): Finding {
	const heard = cycle.answers.filter((a) => !(a.outcome === "down" && suspects.has(a.region)));
	const against = heard.filter((a) => (a.outcome === "down") !== (memory.verdict === "down"));
	const quorum = Math.max(1, Math.min(rules.quorum, rules.regions.length));
	if (against.length >= quorum) return contradicted(memory, against, rules);

	const spoken = new Set([...cycle.answers.map((a) => a.region), ...cycle.lost]);
	const open = rules.regions.filter((region) => !spoken.has(region));
	const unasked = open.filter((region) => !cycle.asked.includes(region));
	if (against.length > 0) {
		const decidable = against.length + open.length >= quorum;
		return decidable ? { settled: false, ask: unasked } : agreed(memory, heard, "outvoted");
	}
	const otherPace = heard.filter(
		(a) => a.outcome !== "down" && isSlow(a) !== (memory.verdict === "degraded"),
	);
	if (memory.verdict !== "down" && otherPace.length > 0) {
		if (otherPace.length >= quorum) return { settled: true, memory: well(otherPace), reason: "agrees" };
		if (otherPace.length + open.length >= quorum) return { settled: false, ask: unasked };
		return { settled: true, memory: { ...FRESH, verdict: paceOf(memory) }, reason: "outvoted" };
	}
	if (open.length > unasked.length) return { settled: false, ask: cycle.silent.length > 0 ? unasked : [] };
	if (heard.length > 0) return agreed(memory, heard, "agrees");
	if (unasked.length > 0) return { settled: false, ask: unasked.slice(0, 1) };
	return { settled: true, memory, reason: "nothing_seen" };
}

function contradicted(memory: Memory, against: CheckResult[], rules: Rules): Finding {
	if (memory.verdict === "down") {
		const recoveries = memory.recoveries + 1;
		if (recoveries < rules.recoveryThreshold)
			return { settled: true, memory: { ...memory, recoveries }, reason: "recovering" };
		return { settled: true, memory: well(against), reason: "recovered" };
	}
	const failures = memory.failures + 1;
	const episodeAt = memory.episodeAt ?? Math.min(...against.map((a) => a.at));
	if (failures < rules.failureThreshold)
		return { settled: true, memory: { ...memory, failures, episodeAt }, reason: "failing" };
	return {
		settled: true,
		memory: { verdict: "down", failures: 0, recoveries: 0, episodeAt },
		reason: "failed",
	};
}

function agreed(memory: Memory, heard: CheckResult[], reason: "agrees" | "outvoted"): Finding {
	if (memory.verdict === "down") return { settled: true, memory: { ...memory, recoveries: 0 }, reason };
	const good = heard.filter((a) => a.outcome !== "down");
	if (good.length === 0) return { settled: true, memory, reason: "nothing_seen" };
	return { settled: true, memory: well(good), reason };
}

function isSlow({ outcome }: CheckResult): boolean {
	return outcome === "degraded";
}

/** A monitor that was never seen counts as one that is fast. */
function paceOf({ verdict }: Memory): "up" | "degraded" {
	return verdict === "degraded" ? "degraded" : "up";
}

/** Degraded when most of those who saw it work saw it slow. */
function well(good: CheckResult[]): Memory {
	const slow = good.filter((a) => a.outcome === "degraded").length;
	return { ...FRESH, verdict: slow * 2 > good.length ? "degraded" : "up" };
}

const SUSPECT_MONITORS = 3;

/**
 * Regions that fail everything they look at while others see the same monitors work: their own network is the
 * trouble. `latest` holds each monitor's latest result per region. Empty when every region would be suspect.
 */
export function suspectRegions(latest: Iterable<ReadonlyMap<Region, CheckResult>>): Set<Region> {
	const alone = new Map<Region, number>();
	const trusted = new Set<Region>();
	const seen = new Set<Region>();
	for (const results of latest) {
		const good = [...results.values()].filter((r) => r.outcome !== "down");
		for (const { region } of good) trusted.add(region);
		for (const { region, outcome } of results.values()) {
			seen.add(region);
			if (outcome === "down" && good.length > 0) alone.set(region, (alone.get(region) ?? 0) + 1);
		}
	}
	const suspects = [...alone].filter(([region, count]) => count >= SUSPECT_MONITORS && !trusted.has(region));
	return suspects.length === seen.size ? new Set() : new Set(suspects.map(([region]) => region));
}

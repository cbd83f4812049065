import type { Region } from "../../platform/rules/region.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { ProbeReport } from "../rpc.ts";
import { type CheckCycle, detect, type Finding, firstRegion } from "../rules/detector.ts";
import type { CheckResult } from "../rules/monitor.ts";
import { slotNumber } from "../rules/slots.ts";
import { cycleTimeoutMs, isActive, type Watched } from "./watched.ts";

export type Settled = Finding & { settled: true };

/** Whom to ask, by region and cycle. */
export interface Ask {
	region: Region;
	cycle: string;
	watched: Watched;
}

export interface CyclePorts {
	suspects(): ReadonlySet<Region>;
	/** A result that was not there before. */
	heard(watched: Watched, result: CheckResult): void;
	settled(watched: Watched, cycle: CheckCycle, finding: Settled, now: Instant): void;
}

/** The cycles that are under way. Everything here is in memory: a lost cycle is begun again by its slot. */
export class CheckCycles {
	private readonly ports: CyclePorts;

	constructor(ports: CyclePorts) {
		this.ports = ports;
	}

	/** Begins the present slot of every monitor whose slot has not begun; the asks that follow. */
	beginDue(all: Iterable<Watched>, now: Instant): Ask[] {
		return [...all].flatMap((watched) => {
			return isActive(watched) && isDue(watched, now) ? this.begin(watched, now) : [];
		});
	}

	/** Begins a cycle now, unless one is under way, which then stands for this slot too. */
	begin(watched: Watched, now: Instant): Ask[] {
		watched.lastSlot = slotNumber(watched.slots, now);
		const { cycle } = watched;
		// Also when it began in the future, which a clock that went back makes of it.
		const ageMs = cycle ? Math.abs(now - cycle.startedAt) : 0;
		if (cycle && ageMs < patienceMs(watched, cycle)) return [];
		if (cycle) this.giveUp(watched, cycle, now);
		watched.cycle = newRound(String(now), now);
		return this.ask(watched, watched.cycle, firstRegion(watched.monitor, watched.lastSlot));
	}

	/** Takes in a report; the asks that follow from it. */
	hear(report: ProbeReport, find: (monitorId: string) => Watched | undefined, now: Instant): Ask[] {
		const touched = new Set<Watched>();
		for (const result of report.results) {
			const watched = find(result.monitorId);
			if (watched && this.takeResult(watched, report.cycle, result, now)) touched.add(watched);
		}
		const mark = (monitorId: string, list: "silent" | "lost") => {
			const watched = find(monitorId);
			if (watched?.cycle?.id !== report.cycle) return;
			watched.cycle[list].push(report.region);
			touched.add(watched);
		};
		for (const monitorId of report.silent) mark(monitorId, "silent");
		for (const monitorId of report.lost) mark(monitorId, "lost");
		return [...touched].flatMap((watched) => this.advance(watched, now));
	}

	/** False when the result changes no cycle: it came twice, too late, or for a monitor that is at rest. */
	private takeResult(watched: Watched, roundId: string, result: CheckResult, now: Instant): boolean {
		if (!isActive(watched)) return false;
		const known = watched.latest.get(result.region);
		if (known?.at === result.at) return false;
		this.ports.heard(watched, result);
		if (watched.settledRound === roundId) return false;
		// After a restart nobody remembers the cycle, but its answers are as true as before.
		watched.cycle ??= { ...newRound(roundId, now), asked: [result.region] };
		if (watched.cycle.id !== roundId) return false;
		watched.cycle.answers.push(result);
		return true;
	}

	private advance(watched: Watched, now: Instant): Ask[] {
		const { cycle } = watched;
		if (!cycle) return [];
		const finding = detect(watched.memory, cycle, watched.monitor, this.ports.suspects());
		if (!finding.settled) return this.ask(watched, cycle, finding.ask);
		this.settle(watched, cycle, finding, now);
		return [];
	}

	private ask(watched: Watched, cycle: CheckCycle, regions: Region[]): Ask[] {
		cycle.asked.push(...regions);
		return regions.map((region) => ({ region, cycle: cycle.id, watched }));
	}

	/** Whoever has not answered by now is taken for lost; what was heard decides, or nothing does. */
	private giveUp(watched: Watched, cycle: CheckCycle, now: Instant): void {
		cycle.lost.push(...watched.monitor.regions);
		const finding = detect(watched.memory, cycle, watched.monitor, this.ports.suspects());
		if (finding.settled) this.settle(watched, cycle, finding, now);
	}

	private settle(watched: Watched, cycle: CheckCycle, finding: Settled, now: Instant): void {
		watched.cycle = null;
		watched.settledRound = cycle.id;
		this.ports.settled(watched, cycle, finding, now);
	}
}

/** Behind by more than one: the clock went back, and waiting for it to catch up would be blindness. */
function isDue({ slots, lastSlot }: Watched, now: Instant): boolean {
	const behind = lastSlot - slotNumber(slots, now);
	return behind < 0 || behind > 1;
}

const NO_SIGN_OF_LIFE_MS = 9_000;

/** A prober that works names whoever is silent after two seconds; one that says nothing at all is gone. */
function patienceMs(watched: Watched, cycle: CheckCycle): number {
	const signs = cycle.answers.length + cycle.silent.length + cycle.lost.length;
	return signs > 0 ? cycleTimeoutMs(watched) : NO_SIGN_OF_LIFE_MS;
}

function newRound(id: string, startedAt: Instant): CheckCycle {
	return { id, startedAt, asked: [], answers: [], lost: [], silent: [] };
}

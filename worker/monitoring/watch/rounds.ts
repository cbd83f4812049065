import type { Region } from "../../platform/rules/region.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { ProbeReport } from "../rpc.ts";
import { detect, type Finding, firstRegion, type Round } from "../rules/detector.ts";
import type { CheckResult } from "../rules/monitor.ts";
import { slotNumber } from "../rules/slots.ts";
import { isActive, roundPatienceMs, type Watched } from "./watched.ts";

export type Settled = Finding & { settled: true };

/** Whom to ask, by region and round. */
export interface Ask {
	region: Region;
	round: string;
	watched: Watched;
}

export interface RoundPorts {
	suspects(): ReadonlySet<Region>;
	/** A result that was not there before. */
	heard(watched: Watched, result: CheckResult): void;
	settled(watched: Watched, round: Round, finding: Settled, now: Instant): void;
}

/** The rounds that are under way. Everything here is in memory: a lost round is begun again by its slot. */
export class Rounds {
	private readonly ports: RoundPorts;

	constructor(ports: RoundPorts) {
		this.ports = ports;
	}

	/** Begins the present slot of every monitor whose slot has not begun; the asks that follow. */
	beginDue(all: Iterable<Watched>, now: Instant): Ask[] {
		return [...all].flatMap((watched) => {
			return isActive(watched) && isDue(watched, now) ? this.begin(watched, now) : [];
		});
	}

	/** Begins a round now, unless one is under way, which then stands for this slot too. */
	begin(watched: Watched, now: Instant): Ask[] {
		watched.lastSlot = slotNumber(watched.slots, now);
		const { round } = watched;
		// Also when it began in the future, which a clock that went back makes of it.
		const ageMs = round ? Math.abs(now - round.startedAt) : 0;
		if (round && ageMs < patienceMs(watched, round)) return [];
		if (round) this.giveUp(watched, round, now);
		watched.round = newRound(String(now), now);
		return this.ask(watched, watched.round, firstRegion(watched.monitor, watched.lastSlot));
	}

	/** Takes in a report; the asks that follow from it. */
	hear(report: ProbeReport, find: (monitorId: string) => Watched | undefined, now: Instant): Ask[] {
		const touched = new Set<Watched>();
		for (const result of report.results) {
			const watched = find(result.monitorId);
			if (watched && this.takeResult(watched, report.round, result, now)) touched.add(watched);
		}
		const mark = (monitorId: string, list: "silent" | "lost") => {
			const watched = find(monitorId);
			if (watched?.round?.id !== report.round) return;
			watched.round[list].push(report.region);
			touched.add(watched);
		};
		for (const monitorId of report.silent) mark(monitorId, "silent");
		for (const monitorId of report.lost) mark(monitorId, "lost");
		return [...touched].flatMap((watched) => this.advance(watched, now));
	}

	/** False when the result changes no round: it came twice, too late, or for a monitor that is at rest. */
	private takeResult(watched: Watched, roundId: string, result: CheckResult, now: Instant): boolean {
		if (!isActive(watched)) return false;
		const known = watched.latest.get(result.region);
		if (known?.at === result.at) return false;
		this.ports.heard(watched, result);
		if (watched.settledRound === roundId) return false;
		// After a restart nobody remembers the round, but its answers are as true as before.
		watched.round ??= { ...newRound(roundId, now), asked: [result.region] };
		if (watched.round.id !== roundId) return false;
		watched.round.answers.push(result);
		return true;
	}

	private advance(watched: Watched, now: Instant): Ask[] {
		const { round } = watched;
		if (!round) return [];
		const finding = detect(watched.memory, round, watched.monitor, this.ports.suspects());
		if (!finding.settled) return this.ask(watched, round, finding.ask);
		this.settle(watched, round, finding, now);
		return [];
	}

	private ask(watched: Watched, round: Round, regions: Region[]): Ask[] {
		round.asked.push(...regions);
		return regions.map((region) => ({ region, round: round.id, watched }));
	}

	/** Whoever has not answered by now is taken for lost; what was heard decides, or nothing does. */
	private giveUp(watched: Watched, round: Round, now: Instant): void {
		round.lost.push(...watched.monitor.regions);
		const finding = detect(watched.memory, round, watched.monitor, this.ports.suspects());
		if (finding.settled) this.settle(watched, round, finding, now);
	}

	private settle(watched: Watched, round: Round, finding: Settled, now: Instant): void {
		watched.round = null;
		watched.settledRound = round.id;
		this.ports.settled(watched, round, finding, now);
	}
}

/** Behind by more than one: the clock went back, and waiting for it to catch up would be blindness. */
function isDue({ slots, lastSlot }: Watched, now: Instant): boolean {
	const behind = lastSlot - slotNumber(slots, now);
	return behind < 0 || behind > 1;
}

const NO_SIGN_OF_LIFE_MS = 9_000;

/** A prober that works names whoever is silent after two seconds; one that says nothing at all is gone. */
function patienceMs(watched: Watched, round: Round): number {
	const signs = round.answers.length + round.silent.length + round.lost.length;
	return signs > 0 ? roundPatienceMs(watched) : NO_SIGN_OF_LIFE_MS;
}

function newRound(id: string, startedAt: Instant): Round {
	return { id, startedAt, asked: [], answers: [], lost: [], silent: [] };
}

import { FRESH, type Memory, type Round, suspectRegions } from "../core/detector.ts";
import { type CheckResult, type Monitor, type MonitorState, REGIONS, type Region } from "../core/monitor.ts";
import type { Sample } from "../core/sample.ts";
import { slotNumber, slotStart } from "../core/slots.ts";
import { worstStandings } from "../core/status-doubt.ts";
import { days, hours, type Instant, minutes, seconds } from "../core/time.ts";
import { uptimeShare } from "../core/uptime.ts";
import { log } from "../log.ts";
import type { MonitorReading, ProbeReport, SliceAccount } from "../objects.ts";
import { type Ask, Rounds, type Settled } from "./rounds.ts";
import { signalOf } from "./signal.ts";
import { toCheckResult, type WatchStore } from "./watch-store.ts";
import {
	blindAfterMs,
	isActive,
	isRunnable,
	staleAfterMs,
	standingOf,
	stateOf,
	type Watched,
	watch,
} from "./watched.ts";

const RECENT_MS = minutes(20);
/** Slower monitors write down when they were checked: their last sample may be too far back to look for. */
const SLOW_SECONDS = 600;
const STALE_RESULT_MS = minutes(5);
const PRUNE_EVERY_MS = hours(1);

/**
 * What a slice knows and decides. It answers whom to ask; asking, waking and telling the Desk are the object's.
 * Everything is synchronous, so each call is one transaction of the object's storage.
 */
export class Slice {
	private readonly store: WatchStore;
	private readonly offsetMs: number;
	private readonly byId = new Map<string, Watched>();
	private readonly rounds: Rounds;
	private suspects = new Set<Region>();
	private unsaved: Sample[] = [];
	private prunedAt = 0;

	constructor(store: WatchStore, offsetMs: number, now: Instant) {
		this.store = store;
		this.offsetMs = offsetMs;
		this.rounds = new Rounds({
			suspects: () => this.suspects,
			heard: (watched, result) => this.heard(watched, result),
			settled: (watched, round, finding, at) => this.settled(watched, round, finding, at),
		});
		this.load(now);
	}

	/** The same definition again changes nothing. A monitor that is new, changed or resumed is checked at once. */
	put(monitor: Monitor, now: Instant): Ask[] {
		const known = this.byId.get(monitor.id);
		if (known && JSON.stringify(known.monitor) === JSON.stringify(monitor)) return [];
		const memory = memoryAfterChange(known, monitor);
		const number = this.store.saveMonitor(monitor, memory);
		const watched = watch({ monitor, number, memory, checkedAt: known?.checkedAt ?? null }, this.offsetMs);
		this.byId.set(monitor.id, watched);
		if (monitor.paused) this.store.dropDownSignals(monitor.id);
		this.noteState(watched, now, monitor.paused ? "paused" : memory.verdict);
		return isActive(watched) ? this.rounds.begin(watched, now) : [];
	}

	/** Sends nothing, not even when it was down: that somebody stopped looking is no recovery. */
	remove(monitorId: string): void {
		this.byId.delete(monitorId);
		this.store.removeMonitor(monitorId);
	}

	/** Begins what is due. */
	beat(now: Instant): Ask[] {
		this.save();
		this.judgeRegions(now);
		if (now - this.prunedAt > PRUNE_EVERY_MS) {
			this.prunedAt = now;
			this.store.prune(now);
		}
		return this.rounds.beginDue(this.byId.values(), now);
	}

	hear(report: ProbeReport, now: Instant): Ask[] {
		const asks = this.rounds.hear(report, (monitorId) => this.byId.get(monitorId), now);
		const underWay = [...this.byId.values()].some(({ round }) => round !== null);
		if (!underWay) this.save();
		return asks;
	}

	isEmpty(): boolean {
		return this.byId.size === 0;
	}

	/** When the next slot begins; null when there is nothing to watch. */
	nextSlotAt(now: Instant): Instant | null {
		let next: Instant | null = null;
		for (const watched of this.byId.values()) {
			if (!isActive(watched)) continue;
			const at = slotStart(watched.slots, slotNumber(watched.slots, now) + 1);
			if (next === null || at < next) next = at;
		}
		return next;
	}

	/** What the running monitors say, as far as the public may learn of it. */
	account(now: Instant): SliceAccount {
		const active = [...this.byId.values()].filter((watched) => isActive(watched));
		const checkedAt = active.flatMap((watched) => watched.checkedAt ?? []);
		const regions = new Set(active.flatMap(({ monitor }) => monitor.regions));
		const services = active.map((watched) => {
			return { serviceId: watched.monitor.serviceId, standing: standingOf(watched, now) };
		});
		return {
			lastCheckedAt: checkedAt.length > 0 ? Math.max(...checkedAt) : null,
			regions: regions.size,
			lateAfterMs: active.length > 0 ? Math.min(...active.map(staleAfterMs)) : 0,
			services: worstStandings(services),
		};
	}

	runnable(choose: (monitor: Monitor) => boolean): Monitor[] {
		const monitors = [...this.byId.values()].map(({ monitor }) => monitor);
		return monitors.filter((monitor) => isRunnable(monitor) && choose(monitor));
	}

	/** Results beside the rounds: they are kept, and judge nothing. */
	keep(results: CheckResult[]): void {
		for (const result of results) {
			const watched = this.byId.get(result.monitorId);
			if (watched) this.unsaved.push({ ...result, monitor: watched.number });
		}
		this.save();
	}

	reading(monitorId: string, now: Instant): MonitorReading | null {
		const watched = this.byId.get(monitorId);
		if (!watched) return null;
		const changes = this.store.changes(monitorId);
		const share = (spanMs: number) => uptimeShare(changes, now - spanMs, now);
		return {
			monitorId,
			state: stateOf(watched, now),
			lastCheckedAt: watched.checkedAt,
			uptime: { day: share(days(1)), week: share(days(7)), month: share(days(30)), quarter: share(days(90)) },
		};
	}

	/** Newest first. */
	checks(monitorId: string, limit: number): CheckResult[] {
		const watched = this.byId.get(monitorId);
		if (!watched) return [];
		this.save();
		const found: CheckResult[] = [];
		for (const samples of this.store.samplesSince(0)) {
			const own = samples.filter((sample) => sample.monitor === watched.number);
			found.push(...own.map((sample) => toCheckResult(sample, monitorId)));
			if (found.length >= limit) break;
		}
		return found.slice(0, limit);
	}

	/** What a restart forgot, as far as it matters: when each monitor was last checked, so that only lost slots run again. */
	private load(now: Instant): void {
		const byNumber = new Map<number, Watched>();
		for (const stored of this.store.monitors()) byNumber.set(stored.number, watch(stored, this.offsetMs));
		for (const samples of this.store.samplesSince(now - RECENT_MS)) {
			for (const sample of samples) {
				const watched = byNumber.get(sample.monitor);
				if (watched && sample.at > (watched.checkedAt ?? 0)) watched.checkedAt = sample.at;
			}
		}
		const lastRoundAt = this.store.lastRoundAt();
		for (const watched of byNumber.values()) {
			watched.checkedAt ??= watched.memory.verdict === "pending" ? null : lastRoundAt;
			const { checkedAt } = watched;
			if (checkedAt !== null) watched.lastSlot = slotNumber(watched.slots, checkedAt);
			this.byId.set(watched.monitor.id, watched);
		}
	}

	private heard(watched: Watched, result: CheckResult): void {
		const { monitor } = watched;
		this.noteBlindness(watched, result.at);
		watched.latest.set(result.region, result);
		watched.checkedAt = Math.max(watched.checkedAt ?? 0, result.at);
		if (monitor.intervalSeconds >= SLOW_SECONDS) this.store.saveCheckedAt(monitor.id, result.at);
		this.unsaved.push({ ...result, monitor: watched.number });
	}

	private settled(watched: Watched, round: Round, finding: Settled, now: Instant): void {
		const { monitor, memory: before } = watched;
		const after = finding.memory;
		if (finding.reason !== "agrees")
			log("watch.round", { monitorId: monitor.id, round: round.id, reason: finding.reason });
		if (sameMemory(before, after)) return;
		watched.memory = after;
		this.store.saveMemory(monitor.id, after);
		if (before.verdict === after.verdict) return;
		const isDown = after.verdict === "down";
		const at = isDown ? (after.episodeAt ?? now) : now;
		this.noteState(watched, at, after.verdict);
		log("watch.verdict", { monitorId: monitor.id, from: before.verdict, to: after.verdict });
		if (!isDown && before.verdict !== "down") return;
		const detectedAt = (isDown ? after.episodeAt : before.episodeAt) ?? now;
		this.store.addSignal(signalOf(isDown ? "down" : "up", watched, round, detectedAt), now);
	}

	/** Nobody looked for a while: that time counts as neither up nor down. */
	private noteBlindness(watched: Watched, seenAgainAt: Instant): void {
		const { checkedAt, memory, monitor } = watched;
		if (checkedAt === null || memory.verdict === "pending") return;
		if (seenAgainAt - checkedAt <= blindAfterMs(watched)) return;
		this.noteState(watched, checkedAt + seconds(monitor.intervalSeconds), "unknown");
		this.noteState(watched, seenAgainAt, memory.verdict);
	}

	private noteState(watched: Watched, at: Instant, state: MonitorState): void {
		this.store.addChange(watched.monitor.id, { at, state });
	}

	private judgeRegions(now: Instant): void {
		const fresh = [...this.byId.values()].map(({ latest }) => {
			return new Map([...latest].filter(([, result]) => now - result.at < STALE_RESULT_MS));
		});
		const suspects = suspectRegions(fresh);
		const changed = REGIONS.filter((region) => suspects.has(region) !== this.suspects.has(region));
		for (const region of changed) log("watch.region", { region, suspect: suspects.has(region) });
		this.suspects = suspects;
	}

	private save(): void {
		this.store.addSamples(this.unsaved.splice(0));
	}
}

/**
 * A pause forgets how well it was, but not that an outage was reported, so that its end can be. Moved to another
 * service, that outage is no longer its own.
 */
function memoryAfterChange(known: Watched | undefined, monitor: Monitor): Memory {
	if (known?.memory.verdict !== "down") return FRESH;
	return known.monitor.serviceId === monitor.serviceId ? { ...known.memory, recoveries: 0 } : FRESH;
}

function sameMemory(a: Memory, b: Memory): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

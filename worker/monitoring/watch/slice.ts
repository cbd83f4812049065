import { log } from "../../platform/log.ts";
import type { Region } from "../../platform/rules/region.ts";
import { days, hours, type Instant, minutes, seconds } from "../../platform/rules/time.ts";
import type { MonitorReading, ProbeReport, SliceAccount } from "../rpc.ts";
import { type CheckCycle, FRESH } from "../rules/detector.ts";
import type { CheckResult, Monitor, MonitorState } from "../rules/monitor.ts";
import type { Sample } from "../rules/sample.ts";
import { slotNumber } from "../rules/slots.ts";
import { uptimeShare } from "../rules/uptime.ts";
import { verdictNews } from "../rules/verdict-news.ts";
import type { Standing } from "../rules/worst-first.ts";
import { accountOf, nextSlotAt, standingsOf } from "./account.ts";
import { type Ask, CheckCycles, type Settled } from "./check-cycles.ts";
import { memoryAfterChange, sameMemory } from "./memory.ts";
import { endOfWatch, signalOf } from "./signal.ts";
import { judgeRegions } from "./suspects.ts";
import { toCheckResult, type WatchStore } from "./watch-store.ts";
import { blindAfterMs, isActive, isRunnable, stateOf, type Watched, watch } from "./watched.ts";

const RECENT_MS = minutes(20);
/** Slower monitors write down when they were checked: their last sample may be too far back to look for. */
const SLOW_SECONDS = 600;
const PRUNE_EVERY_MS = hours(1);

/**
 * What a slice knows and decides. It answers whom to ask; asking, waking and telling the Desk are the object's.
 * Everything is synchronous, so each call is one transaction of the object's storage.
 */
export class Slice {
	private readonly store: WatchStore;
	private readonly offsetMs: number;
	private readonly byId = new Map<string, Watched>();
	private readonly cycles: CheckCycles;
	private suspects: ReadonlySet<Region> = new Set<Region>();
	private unsaved: Sample[] = [];
	private prunedAt = 0;
	private readonly stillDown: string[] = [];

	constructor(store: WatchStore, offsetMs: number, now: Instant) {
		this.store = store;
		this.offsetMs = offsetMs;
		this.cycles = new CheckCycles({
			suspects: () => this.suspects,
			heard: (watched, result) => this.heard(watched, result),
			settled: (watched, cycle, finding, at) => this.settled(watched, cycle, finding, at),
		});
		this.load(now);
	}

	/** The same definition again changes nothing. A monitor that is new, changed or resumed is checked at once. */
	put(monitor: Monitor, now: Instant): Ask[] {
		const known = this.byId.get(monitor.id);
		if (known && JSON.stringify(known.monitor) === JSON.stringify(monitor)) return [];
		if (known && known.monitor.serviceId !== monitor.serviceId)
			this.endOutage(known, "the monitor now belongs to another service", now);
		const memory = memoryAfterChange(known, monitor);
		const number = this.store.saveMonitor(monitor, memory);
		const watched = watch({ monitor, number, memory, checkedAt: known?.checkedAt ?? null }, this.offsetMs);
		this.byId.set(monitor.id, watched);
		if (monitor.paused) this.store.dropDownSignals(monitor.id);
		this.noteState(watched, now, monitor.paused ? "paused" : memory.verdict);
		return isActive(watched) ? this.cycles.begin(watched, now) : [];
	}

	/** What it was down for ends with it, and says so: nothing else could end it. */
	remove(monitorId: string, now: Instant): void {
		const known = this.byId.get(monitorId);
		this.byId.delete(monitorId);
		this.store.removeMonitor(monitorId);
		if (known) this.endOutage(known, "the monitor was deleted", now);
	}

	/** Monitors that were seen to be down since this was last asked, and of which no signal is on its way. */
	takeStillDown(): Monitor[] {
		const ids = new Set(this.stillDown.splice(0));
		return [...ids].flatMap((id) => this.unsignalled(id)?.monitor ?? []);
	}

	/**
	 * Nobody is told of it any more, although it is down: it is looked at anew, at once, as if it had been well, and
	 * what a quorum then agrees on is a signal of its own.
	 */
	lookAnew(monitorId: string, now: Instant): Ask[] {
		const watched = this.unsignalled(monitorId);
		if (!watched) return [];
		watched.memory = FRESH;
		this.store.saveMemory(monitorId, FRESH);
		watched.cycle = null;
		return this.cycles.begin(watched, now);
	}

	private unsignalled(monitorId: string): Watched | null {
		const watched = this.byId.get(monitorId);
		const isDown = watched && isActive(watched) && watched.memory.verdict === "down";
		return isDown && this.store.firstSignal(monitorId) === null ? watched : null;
	}

	private endOutage(watched: Watched, reason: string, now: Instant): void {
		if (watched.memory.verdict !== "down") return;
		this.store.dropDownSignals(watched.monitor.id);
		this.store.addSignal(endOfWatch(watched, reason, now), now);
	}

	/** Begins what is due. */
	beat(now: Instant): Ask[] {
		this.save();
		this.suspects = judgeRegions(this.suspects, this.byId.values(), now);
		if (now - this.prunedAt > PRUNE_EVERY_MS) {
			this.prunedAt = now;
			this.store.prune(now);
		}
		return this.cycles.beginDue(this.byId.values(), now);
	}

	hear(report: ProbeReport, now: Instant): Ask[] {
		const asks = this.cycles.hear(report, (monitorId) => this.byId.get(monitorId), now);
		const underWay = [...this.byId.values()].some(({ cycle }) => cycle !== null);
		if (!underWay) this.save();
		return asks;
	}

	isEmpty(): boolean {
		return this.byId.size === 0;
	}

	/** When the next slot begins; null when there is nothing to watch. */
	nextSlotAt(now: Instant): Instant | null {
		return nextSlotAt(this.byId.values(), now);
	}

	/** What the running monitors say, as far as the public may learn of it. */
	account(now: Instant): SliceAccount {
		return accountOf([...this.byId.values()], now);
	}

	runnable(choose: (monitor: Monitor) => boolean): Monitor[] {
		const monitors = [...this.byId.values()].map(({ monitor }) => monitor);
		return monitors.filter((monitor) => isRunnable(monitor) && choose(monitor));
	}

	/** Results beside the cycles: they are kept, and judge nothing. */
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

	standings(serviceId: string | null, now: Instant): Standing[] {
		return standingsOf(this.byId.values(), serviceId, now);
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

	private settled(watched: Watched, cycle: CheckCycle, finding: Settled, now: Instant): void {
		const { monitor, memory: before } = watched;
		const after = finding.memory;
		if (before.verdict === "down" && after.verdict === "down" && failed(cycle))
			this.stillDown.push(monitor.id);
		if (finding.reason !== "agrees")
			log("watch.cycle", { monitorId: monitor.id, cycle: cycle.id, reason: finding.reason });
		if (sameMemory(before, after)) return;
		watched.memory = after;
		this.store.saveMemory(monitor.id, after);
		if (before.verdict === after.verdict) return;
		const isDown = after.verdict === "down";
		const at = isDown ? (after.episodeAt ?? now) : now;
		this.noteState(watched, at, after.verdict);
		this.store.addNews(verdictNews(monitor, before.verdict, after.verdict, cycle.answers, now));
		log("watch.verdict", { monitorId: monitor.id, from: before.verdict, to: after.verdict });
		if (!isDown && before.verdict !== "down") return;
		const detectedAt = (isDown ? after.episodeAt : before.episodeAt) ?? now;
		this.store.addSignal(signalOf(isDown ? "down" : "up", watched, cycle, detectedAt), now);
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

	private save(): void {
		this.store.addSamples(this.unsaved.splice(0));
	}
}

function failed({ answers }: CheckCycle): boolean {
	return answers.some((answer) => answer.outcome === "down");
}

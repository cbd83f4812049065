import type { MaintenanceWindow } from "../../maintenance/rules/window.ts";
import type { Region } from "../../platform/rules/region.ts";
import { hours, type Instant } from "../../platform/rules/time.ts";
import type { LatencySpan, MonitorReading, ProbeReport, ServicePast, SliceAccount } from "../rpc.ts";
import { FRESH } from "../rules/detector.ts";
import type { Beat, Reporter } from "../rules/heartbeat.ts";
import type { RegionLatency } from "../rules/latency.ts";
import type { CheckResult, Monitor, Observation } from "../rules/monitor.ts";
import { asOf, copyAsOf } from "../rules/pause.ts";
import type { Sample } from "../rules/sample.ts";
import type { Standing } from "../rules/worst-first.ts";
import { accountOf, nextSlotAt, standingsOf } from "./account.ts";
import { type Ask, CheckCycles } from "./check-cycles.ts";
import { Heartbeats } from "./heartbeats.ts";
import { Journal } from "./journal.ts";
import { loadWatched } from "./load.ts";
import { memoryAfterChange } from "./memory.ts";
import { Past } from "./past.ts";
import { judgeRegions } from "./suspects.ts";
import { Verdicts } from "./verdicts.ts";
import type { WatchStore } from "./watch-store.ts";
import { isActive, isRunnable, isWatched, type Watched, watch } from "./watched.ts";

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
	private readonly byId: Map<string, Watched>;
	private readonly cycles: CheckCycles;
	private suspects: ReadonlySet<Region> = new Set<Region>();
	private unsaved: Sample[] = [];
	private prunedAt = 0;
	private readonly past: Past;
	private readonly journal: Journal;
	private readonly verdicts: Verdicts;
	private readonly heartbeats: Heartbeats;

	constructor(store: WatchStore, offsetMs: number, now: Instant) {
		this.store = store;
		this.past = new Past(store);
		this.journal = new Journal(store, this.past);
		this.verdicts = new Verdicts(store, this.journal);
		this.heartbeats = new Heartbeats(store, this.verdicts);
		this.offsetMs = offsetMs;
		this.cycles = new CheckCycles({
			suspects: () => this.suspects,
			heard: (watched, result) => this.heard(watched, result),
			settled: (watched, cycle, finding, at) => this.verdicts.settle(watched, cycle, finding, at),
		});
		this.byId = loadWatched(store, offsetMs, now);
	}

	/** The same definition again changes nothing. A monitor that is new, changed or resumed is checked at once. */
	put(put: Monitor, now: Instant): Ask[] {
		const monitor = copyAsOf(put, now);
		const known = this.byId.get(monitor.id);
		if (known && JSON.stringify(known.monitor) === JSON.stringify(monitor)) return [];
		if (known && known.monitor.serviceId !== monitor.serviceId)
			this.verdicts.endOutage(known, "the monitor now belongs to another service", now);
		const memory = memoryAfterChange(known, monitor);
		const number = this.store.saveMonitor(monitor, memory);
		const watched = watch({ monitor, number, memory, checkedAt: known?.checkedAt ?? null }, this.offsetMs);
		watched.covered = known?.covered ?? false;
		this.byId.set(monitor.id, watched);
		if (monitor.paused) this.store.dropDownSignals(monitor.id);
		this.journal.noteState(watched, now, monitor.paused ? "paused" : memory.verdict);
		this.heartbeats.put(watched, known?.monitor, now);
		return [...this.turnWindows(now), ...(isActive(watched) ? this.cycles.begin(watched, now) : [])];
	}

	/** All maintenances that are not over, known ones too. */
	setWindows(windows: MaintenanceWindow[], now: Instant): Ask[] {
		return this.store.windows.put(windows) ? this.turnWindows(now) : [];
	}

	/** Writes down whose maintenance began or ended; who comes out of one is checked at once. */
	private turnWindows(now: Instant): Ask[] {
		return this.store.windows.turn([...this.byId.values()], now).flatMap((watched) => {
			const { monitor, memory, covered } = watched;
			this.journal.noteState(watched, now, monitor.paused ? "paused" : memory.verdict);
			if (!covered) this.heartbeats.look(watched, now);
			return covered || !isActive(watched) ? [] : this.cycles.begin(watched, now);
		});
	}

	/** What it was down for ends with it, and says so: nothing else could end it. */
	remove(monitorId: string, now: Instant): void {
		const known = this.byId.get(monitorId);
		this.byId.delete(monitorId);
		this.store.removeMonitor(monitorId);
		this.past.forget(monitorId);
		this.heartbeats.remove(monitorId);
		if (known) this.verdicts.endOutage(known, "the monitor was deleted", now);
	}

	/** False when there is no such heartbeat here. */
	hearBeat(by: Reporter, beat: Beat, now: Instant): boolean {
		const watched = this.heartbeatOf(by);
		if (watched) this.heartbeats.hear(watched, beat, now);
		return watched !== undefined;
	}

	private heartbeatOf(by: Reporter): Watched | undefined {
		const all = [...this.byId.values()].filter(({ monitor }) => monitor.heartbeat);
		return all.find(({ monitor: { id, heartbeat, serviceId, name } }) =>
			"keyHash" in by
				? id === by.monitorId && heartbeat?.keyHash === by.keyHash
				: serviceId === by.serviceId && name === by.name,
		);
	}

	/** Monitors that were seen to be down since this was last asked, and of which no signal is on its way. */
	takeStillDown(): Monitor[] {
		return [...this.verdicts.takeStillDown()].flatMap((id) => this.unsignalled(id)?.monitor ?? []);
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
		this.heartbeats.look(watched, now);
		return isActive(watched) ? this.cycles.begin(watched, now) : [];
	}

	private unsignalled(monitorId: string): Watched | null {
		const watched = this.byId.get(monitorId);
		const isDown = watched && isWatched(watched) && watched.memory.verdict === "down";
		return isDown && this.store.firstSignal(monitorId) === null ? watched : null;
	}

	/** Ends the pauses that are over, and begins what is due. */
	beat(now: Instant): Ask[] {
		this.save();
		this.suspects = judgeRegions(this.suspects, this.byId.values(), now);
		if (now - this.prunedAt > PRUNE_EVERY_MS) {
			this.prunedAt = now;
			this.store.prune(now);
			this.past.forget();
		}
		const resumed = [...this.byId.values()].flatMap(({ monitor }) =>
			asOf(monitor, now) === monitor ? [] : this.put(monitor, now),
		);
		const asks = [...resumed, ...this.turnWindows(now)];
		this.heartbeats.lookAtDue(this.byId.values(), now);
		return [...asks, ...this.cycles.beginDue(this.byId.values(), now)];
	}

	hear(report: ProbeReport, now: Instant): Ask[] {
		const asks = this.turnWindows(now);
		asks.push(...this.cycles.hear(report, (monitorId) => this.byId.get(monitorId), now));
		const underWay = [...this.byId.values()].some(({ cycle }) => cycle !== null);
		if (!underWay) this.save();
		return asks;
	}

	isEmpty(): boolean {
		return this.byId.size === 0;
	}

	/** When the next slot begins, a heartbeat may be late, or a pause or a maintenance ends; null when there is nothing to watch. */
	nextSlotAt(now: Instant): Instant | null {
		const slotAt = nextSlotAt(this.byId.values(), now);
		const edgeAt = this.isEmpty() ? null : this.store.windows.nextEdgeAt(now);
		const looks = [...this.byId.values()].map((watched) => this.heartbeats.looksAt(watched));
		const all = [slotAt, edgeAt, ...looks].filter((at) => at !== null);
		return all.length > 0 ? Math.min(...all) : null;
	}

	/** What the running monitors say, as far as the public may learn of it. */
	account(now: Instant): SliceAccount {
		return accountOf([...this.byId.values()], now);
	}

	runnable(choose: (monitor: Monitor) => boolean): Monitor[] {
		const monitors = [...this.byId.values()].map(({ monitor }) => monitor);
		return monitors.filter((monitor) => isRunnable(monitor) && choose(monitor));
	}

	/** What is known of the heartbeats among these: nobody can run them. */
	observe(choose: (monitor: Monitor) => boolean, now: Instant): Observation[] {
		const own = [...this.byId.values()].filter(({ monitor }) => choose(monitor));
		return own.flatMap((watched) => this.heartbeats.observe(watched, now) ?? []);
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
		return watched
			? { ...this.past.reading(watched, now), heartbeat: this.heartbeats.reading(watched) }
			: null;
	}

	/** How each service with monitors here was, as far as they say; only this one where one is named. */
	serviceHistories(serviceId: string | null, now: Instant): ServicePast[] {
		return this.past.ofServices([...this.byId.values()], serviceId, now);
	}

	/** Empty for a monitor that is not here. */
	latency(monitorId: string, span: LatencySpan): RegionLatency[] {
		const watched = this.byId.get(monitorId);
		this.save();
		return watched ? this.past.latency(watched, span) : [];
	}

	standings(serviceId: string | null, now: Instant): Standing[] {
		return standingsOf(this.byId.values(), serviceId, now);
	}

	/** Newest first. */
	checks(monitorId: string, limit: number): Observation[] {
		const watched = this.byId.get(monitorId);
		this.save();
		return watched ? this.past.checks(watched, limit) : [];
	}

	private heard(watched: Watched, result: CheckResult): void {
		const { monitor } = watched;
		this.journal.noteBlindness(watched, result.at);
		watched.latest.set(result.region, result);
		watched.checkedAt = Math.max(watched.checkedAt ?? 0, result.at);
		if (monitor.intervalSeconds >= SLOW_SECONDS) this.store.saveCheckedAt(monitor.id, result.at);
		this.unsaved.push({ ...result, monitor: watched.number });
	}

	private save(): void {
		this.store.addSamples(this.unsaved.splice(0));
	}
}

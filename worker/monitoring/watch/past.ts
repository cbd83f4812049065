import { days, type Instant, seconds } from "../../platform/rules/time.ts";
import type { LatencySpan, MonitorReading, ServicePast } from "../rpc.ts";
import { historyOf, worstOf } from "../rules/history.ts";
import { latencyOf, type RegionLatency } from "../rules/latency.ts";
import type { Observation } from "../rules/monitor.ts";
import { type StateChange, uptimeShare } from "../rules/uptime.ts";
import { totalsOf } from "../rules/worst-first.ts";
import { standingsOf } from "./account.ts";
import type { WatchStore } from "./watch-store.ts";
import { stateOf, type Watched } from "./watched.ts";

/** What the monitors of a slice were. Kept in memory until one changes: lists ask for it again and again. */
export class Past {
	private readonly store: WatchStore;
	private readonly known = new Map<string, StateChange[]>();

	constructor(store: WatchStore) {
		this.store = store;
	}

	/** Oldest first. The time since its checks have stopped counts as unknown, though nobody has written that down yet. */
	of(watched: Watched, now: Instant): StateChange[] {
		const { id, intervalSeconds } = watched.monitor;
		const changes = this.known.get(id) ?? this.store.changes(id);
		this.known.set(id, changes);
		if (watched.checkedAt === null || stateOf(watched, now) !== "unknown") return changes;
		return [...changes, { at: watched.checkedAt + seconds(intervalSeconds), state: "unknown" }];
	}

	/** What was noted, or pruned, since. */
	forget(monitorId?: string): void {
		if (monitorId === undefined) this.known.clear();
		else this.known.delete(monitorId);
	}

	reading(watched: Watched, now: Instant): Omit<MonitorReading, "heartbeat"> {
		const changes = this.of(watched, now);
		const share = (spanMs: number) => uptimeShare(changes, now - spanMs, now);
		return {
			monitorId: watched.monitor.id,
			state: stateOf(watched, now),
			lastCheckedAt: watched.checkedAt,
			uptime: { day: share(days(1)), week: share(days(7)), month: share(days(30)), quarter: share(days(90)) },
			history: historyOf(changes, now),
		};
	}

	/** Newest first. */
	checks({ number, monitor }: Watched, limit: number): Observation[] {
		const found: Observation[] = [];
		for (const samples of this.store.samplesSince(0)) {
			const own = samples.filter((sample) => sample.monitor === number);
			found.push(...own.map(({ monitor: _number, ...rest }) => ({ monitorId: monitor.id, ...rest })));
			if (found.length >= limit) break;
		}
		return found.slice(0, limit);
	}

	latency({ number }: Watched, { from, to, buckets }: LatencySpan): RegionLatency[] {
		return latencyOf(this.store.samplesOf(number, from), from, to, buckets);
	}

	ofServices(all: Watched[], serviceId: string | null, now: Instant): ServicePast[] {
		const own = all.filter(({ monitor }) => serviceId === null || monitor.serviceId === serviceId);
		const services = Map.groupBy(own, ({ monitor }) => monitor.serviceId);
		return [...services].map(([id, monitors]) => ({
			serviceId: id,
			changes: worstOf(monitors.map((watched) => this.of(watched, now))),
			totals: totalsOf(standingsOf(monitors, null, now)),
		}));
	}
}

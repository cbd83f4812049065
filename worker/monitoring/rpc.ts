/** What the Watch and the Prober promise: who asks, who checks, who is told what was seen. */

import type { MaintenanceWindow } from "../maintenance/rules/window.ts";
import type { Region } from "../platform/rules/region.ts";
import type { Instant } from "../platform/rules/time.ts";
import type { Beat, HeartbeatReading, Reporter } from "./rules/heartbeat.ts";
import type { History } from "./rules/history.ts";
import type { RegionLatency } from "./rules/latency.ts";
import type { CheckResult, Monitor, MonitorState, Observation } from "./rules/monitor.ts";
import type { ServiceStanding } from "./rules/standing.ts";
import type { StateChange } from "./rules/uptime.ts";
import type { Standing } from "./rules/worst-first.ts";

/** One per region and slice, created with the region as its location hint. */
export interface ProberRpc {
	/** Takes a batch of at most 30, answers at once; what comes of it goes to the Watch by `report`. */
	probe(order: ProbeOrder): Promise<void>;
	/** Checks one monitor and answers with the result; null when the check itself broke. */
	checkNow(monitor: Monitor, region: Region): Promise<CheckResult | null>;
}

export interface ProbeOrder {
	/** The Watch's object id, as text. */
	watch: string;
	region: Region;
	/** Names the cycle, so that its answers find it. */
	cycle: string;
	/** How long the checks wait before they begin. */
	afterMs: number;
	/** How far apart they begin; all at once where it is 0 or left out. */
	apartMs?: number;
	/** Monitors that are known to be down: that they still are is no news. */
	down?: string[];
	monitors: Monitor[];
}

/** What one region has to say about a cycle so far; a batch comes in several of these. */
export interface ProbeReport {
	cycle: string;
	region: Region;
	results: CheckResult[];
	/** Monitors that have not answered for two seconds. */
	silent: string[];
	/** Monitors whose check broke: there will be no result. */
	lost: string[];
}

export interface MonitorReading {
	monitorId: string;
	state: MonitorState;
	lastCheckedAt: number | null;
	/** Shares of 0–1 of observed time up; null where nothing was observed. */
	uptime: { day: number | null; week: number | null; month: number | null; quarter: number | null };
	/** Null where the Watch did not answer. */
	history: History | null;
	/** Null for what is no heartbeat. */
	heartbeat: HeartbeatReading | null;
}

export interface LatencySpan {
	from: Instant;
	to: Instant;
	buckets: number;
}

/** How a service was, as the monitors of one slice saw it: oldest first, the worst of them at every instant. */
export interface ServicePast {
	serviceId: string;
	changes: StateChange[];
	/** How many of its monitors are in which state now. */
	totals: Partial<Record<MonitorState, number>>;
}

/** What a slice's running monitors say, as far as the public may learn of it. */
export interface SliceAccount {
	/** The last check of any of them; null before the first, and when none runs. */
	lastCheckedAt: number | null;
	regions: number;
	/** Checks older than this have stopped; 0 when none runs. */
	lateAfterMs: number;
	/** Only those with a running monitor. */
	services: ServiceStanding[];
}

export interface SliceReport extends SliceAccount {
	/** The Watch's object id, as text. */
	watch: string;
}

/** What all slices say together. */
export interface ChecksFacts extends Omit<SliceAccount, "services"> {
	slices: Pick<SliceReport, "watch" | "services">[];
	/** False when a slice did not answer: what is absent here may still be so. */
	isComplete: boolean;
}

/** One per slice of monitors (`idFromName("slice-N")`). */
export interface WatchRpc {
	/** Adds or replaces; durable. The next slot follows at once for a new one. */
	put(monitor: Monitor): Promise<void>;
	/** The same for several. One that is as it was changes nothing. */
	putAll(monitors: Monitor[]): Promise<void>;
	remove(monitorId: string): Promise<void>;
	/** All windows that are not over, also of monitors elsewhere. The same again changes nothing. */
	setWindows(windows: MaintenanceWindow[]): Promise<void>;
	/** The minute tick: runs what is due now and re-arms. Answers what its monitors say. */
	tick(): Promise<SliceReport>;
	/** Nothing happens when the same report comes again. */
	report(report: ProbeReport): Promise<void>;
	/** A Desk that promised to call: nobody is told of these monitors any more. What fails next asks it again. */
	unheard(monitorIds: string[]): Promise<void>;
	readings(monitorIds: string[]): Promise<MonitorReading[]>;
	/** Every monitor of this slice, or of a service in it, as it stands now. */
	standings(serviceId: string | null): Promise<Standing[]>;
	/** The last 90 days of every service with monitors in this slice, or of this one. */
	serviceHistories(serviceId: string | null): Promise<ServicePast[]>;
	/** Of [from, to), which begins at most a day ago. Reads every round of that time: not for lists. */
	latency(monitorId: string, span: LatencySpan): Promise<RegionLatency[]>;
	/** Newest first. */
	checks(monitorId: string, limit: number): Promise<Observation[]>;
	/**
	 * Runs every named monitor, paused ones too, once from all its regions; within the largest time-out + 2 s. Of a
	 * heartbeat, which nobody can run, it says what is known.
	 */
	checkNow(monitorIds: string[]): Promise<Observation[]>;
	/** The same for every unpaused monitor of a service in this slice; empty when it has none here. */
	checkService(serviceId: string): Promise<Observation[]>;
	/** A job reports in. Durable; false when this slice has no such heartbeat. */
	hearBeat(by: Reporter, beat: Beat): Promise<boolean>;
	/** Keeps what others saw who ran these monitors beside the cycles: it judges nothing. */
	keep(results: CheckResult[]): Promise<void>;
}

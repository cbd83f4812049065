import type { Instant } from "../../platform/rules/time.ts";
import { FRESH, type Memory } from "../rules/detector.ts";
import {
	afterBeat,
	type Beat,
	CLOCK_TOLERANCE_MS,
	type Heard,
	type HeartbeatReading,
	type HeartbeatState,
	heartbeatReading,
	heartbeatState,
	latestOf,
	looksAt,
	NOTHING_HEARD,
	notAfter,
	termsOf,
} from "../rules/heartbeat.ts";
import type { Monitor, Observation } from "../rules/monitor.ts";
import type { Settled } from "./check-cycles.ts";
import type { Verdicts } from "./verdicts.ts";
import type { WatchStore } from "./watch-store.ts";
import type { Watched } from "./watched.ts";

/**
 * The heartbeats of a slice: jobs that report in. What a job says is kept before it is answered; silence is found by the
 * alarm of the slice. What follows from either is what follows from a cycle of checks.
 */
export class Heartbeats {
	private readonly store: WatchStore;
	private readonly verdicts: Verdicts;
	private readonly heard: Map<string, Heard>;
	/** When each is looked at next, worked out once for each change. */
	private readonly looks = new Map<string, Instant | null>();

	constructor(store: WatchStore, verdicts: Verdicts) {
		this.store = store;
		this.verdicts = verdicts;
		this.heard = store.heard.all();
	}

	private heardOf(monitorId: string): Heard {
		return this.heard.get(monitorId) ?? NOTHING_HEARD;
	}

	/**
	 * Other terms, and the end of a pause, count from now on; what it remembers of its runs stays. One that is down stays so
	 * until it reports, and is looked at when the next beat is missed.
	 */
	put(watched: Watched, known: Monitor | undefined, now: Instant): void {
		const { monitor } = watched;
		if (!monitor.heartbeat) return;
		this.looks.delete(monitor.id);
		const isAnew = known?.paused || !isSame(known && termsOf(known), termsOf(monitor));
		if (known && isAnew)
			this.keep(monitor.id, { ...this.heardOf(monitor.id), startedAt: null, countsFrom: now });
		if (watched.memory.verdict !== "down") this.look(watched, now);
	}

	remove(monitorId: string): void {
		this.heard.delete(monitorId);
		this.looks.delete(monitorId);
		this.store.heard.remove(monitorId);
	}

	/** A job reports. Durable when this returns. */
	hear(watched: Watched, beat: Beat, now: Instant): void {
		const { monitor } = watched;
		const heard = afterBeat(this.heardOf(monitor.id), beat, now);
		this.keep(monitor.id, heard);
		if (beat.kind === "start") return;
		watched.checkedAt = now;
		const state = this.stateOf(watched, now);
		if (state === null) return;
		this.note(watched, { ...state, at: now }, heard.tookMs);
		this.look(watched, now);
	}

	/** Those that have become late, or have missed one more beat. */
	lookAtDue(all: Iterable<Watched>, now: Instant): void {
		for (const watched of all) {
			this.noteClock(watched, now);
			const at = this.looksAt(watched);
			if (at === null || at > now) continue;
			this.keep(watched.monitor.id, { ...this.heardOf(watched.monitor.id), lateAt: now });
			const state = this.stateOf(watched, now);
			if (state) this.note(watched, { ...state, at: now }, null);
			this.look(watched, now);
		}
	}

	/** A clock that was set back must not make silence seem shorter than it is. */
	private noteClock({ monitor }: Watched, now: Instant): void {
		const heard = this.heard.get(monitor.id);
		if (heard && latestOf(heard) > now + CLOCK_TOLERANCE_MS) this.keep(monitor.id, notAfter(heard, now));
	}

	/** What is known of it now leads to its verdict. Nothing while it is paused, and before its first beat. */
	look(watched: Watched, now: Instant): void {
		const state = watched.monitor.paused ? null : this.stateOf(watched, now);
		if (state === null) return;
		const memory = memoryAfter(watched.memory, state);
		const finding: Settled = { settled: true, memory, reason: reasonOf(state) };
		const answers = [observed(watched.monitor.id, state, this.heardOf(watched.monitor.id).tookMs)];
		this.verdicts.settle(watched, { id: String(now), startedAt: now, answers }, finding, now);
	}

	/** What is known of it now, for whoever asks. Null before the first beat. */
	observe({ monitor }: Watched, now: Instant): Observation | null {
		const heard = this.heardOf(monitor.id);
		const terms = termsOf(monitor);
		const state = terms && heartbeatState(terms, heard, now);
		return state && observed(monitor.id, state, heard.tookMs);
	}

	reading({ monitor }: Watched): HeartbeatReading | null {
		const terms = termsOf(monitor);
		return terms && heartbeatReading(terms, this.heardOf(monitor.id));
	}

	/** When it is to be looked at; null while it is paused or work is planned: what is late then is so afterwards. */
	looksAt({ monitor, covered }: Watched): Instant | null {
		if (monitor.paused || covered) return null;
		const known = this.looks.get(monitor.id);
		if (known !== undefined) return known;
		const terms = termsOf(monitor);
		const at = terms && looksAt(terms, this.heardOf(monitor.id));
		this.looks.set(monitor.id, at);
		return at;
	}

	private stateOf({ monitor }: Watched, now: Instant): HeartbeatState | null {
		const terms = termsOf(monitor);
		return terms && heartbeatState(terms, this.heardOf(monitor.id), now);
	}

	private keep(monitorId: string, heard: Heard): void {
		this.heard.set(monitorId, heard);
		this.looks.delete(monitorId);
		this.store.heard.save(monitorId, heard);
	}

	private note({ monitor, number }: Watched, state: HeartbeatState, tookMs: number | null): void {
		this.store.addSamples([{ ...observed(monitor.id, state, tookMs), monitor: number }]);
	}
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function observed(
	monitorId: string,
	{ at, outcome, reason, detail }: HeartbeatState,
	tookMs: number | null,
): Observation {
	return { monitorId, region: null, at, latencyMs: tookMs ?? 0, outcome, reason, detail };
}

function memoryAfter(before: Memory, { outcome, at }: HeartbeatState): Memory {
	if (outcome !== "down") return { ...FRESH, verdict: "up" };
	return before.verdict === "down"
		? { ...before, recoveries: 0 }
		: { ...FRESH, verdict: "down", episodeAt: at };
}

const reasonOf = ({ outcome }: HeartbeatState): Settled["reason"] =>
	outcome === "down" ? "failed" : "agrees";

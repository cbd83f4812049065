import { nextAfter } from "../../maintenance/rules/recurrence.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { type Instant, inUtc, minutes, seconds } from "../../platform/rules/time.ts";
import type { HeartbeatDefinition, Monitor, Observation } from "./monitor.ts";

/** When a job must report in. The interval is not asked where there is a schedule. */
export type HeartbeatTerms = Pick<Monitor, "intervalSeconds"> & Omit<HeartbeatDefinition, "keyHash">;

/** Null for what is no heartbeat. */
export function termsOf({ heartbeat, intervalSeconds }: Monitor): HeartbeatTerms | null {
	if (!heartbeat) return null;
	const { schedule, graceSeconds } = heartbeat;
	return { intervalSeconds, schedule, graceSeconds };
}

export const BEAT_KINDS = ["success", "start", "fail"] as const;

/** What a job says of itself. `text` is what it said when it failed. */
export interface Beat {
	kind: (typeof BEAT_KINDS)[number];
	text: string;
}

/**
 * Who reports: whoever has the heartbeat's key, of whose secret `keyHash` is the SHA-256 (hex), or whoever proved otherwise that
 * they may report for this service, by the heartbeat's name.
 */
export type Reporter = { monitorId: string; keyHash: string } | { serviceId: string; name: string };

/** How much of what a failing job says is kept, in characters. */
export const MAX_BEAT_TEXT = 1_024;

/** All that a heartbeat remembers. */
export interface Heard {
	/** When a run last ended, well or not; null before the first. */
	endedAt: Instant | null;
	/** A run that reported its start, and whose end was not reported yet. */
	startedAt: Instant | null;
	/** How long the last run took; null where its start was not reported. */
	tookMs: number | null;
	/** What the last run said, if it failed. */
	failure: string | null;
	/** Silence counts from here, and not from the last beat: it was resumed then, or its terms changed. */
	countsFrom: Instant | null;
	/** When it was last found to be late since the last beat. */
	lateAt: Instant | null;
}

export const NOTHING_HEARD: Heard = {
	endedAt: null,
	startedAt: null,
	tookMs: null,
	failure: null,
	countsFrom: null,
	lateAt: null,
};

/** As a slice keeps it. */
export const HEARD = storedShape<Heard>(asItIs);

/** What is known after a beat. A start that comes twice counts from the last one. */
export function afterBeat(heard: Heard, { kind, text }: Beat, now: Instant): Heard {
	if (kind === "start") return { ...heard, startedAt: now };
	const { startedAt } = heard;
	return {
		...NOTHING_HEARD,
		endedAt: now,
		tookMs: startedAt === null ? null : Math.max(0, now - startedAt),
		failure: kind === "fail" ? text : null,
	};
}

/** A clock that is ahead of ours by less than this reports the run that its schedule has just begun. */
const AHEAD_MS = seconds(10);

/** When the run after `from` should have reported in; null when its schedule does not come again. */
function expectedAfter({ schedule, intervalSeconds }: HeartbeatTerms, from: Instant): Instant | null {
	if (!schedule) return from + seconds(intervalSeconds);
	return nextAfter({ ...schedule, until: null }, from + AHEAD_MS);
}

/** From when on its silence counts; null while nothing was ever heard. */
const baseOf = ({ countsFrom, endedAt, startedAt }: Heard): Instant | null => {
	const first = endedAt ?? startedAt;
	return first === null ? null : (countsFrom ?? first);
};

/** By when the next beat is expected, without the grace; null before the first. */
export function expectedAt(terms: HeartbeatTerms, heard: Heard): Instant | null {
	const base = baseOf(heard);
	return base === null ? null : expectedAfter(terms, base);
}

/** When it became or becomes late; null before the first beat. */
export function lateFrom(terms: HeartbeatTerms, heard: Heard): Instant | null {
	const graceMs = seconds(terms.graceSeconds);
	const expected = expectedAt(terms, heard);
	const ends = [expected, heard.startedAt].flatMap((at) => (at === null ? [] : at + graceMs));
	return ends.length === 0 ? null : Math.min(...ends);
}

/**
 * When it is to be looked at next: when it becomes late, and then whenever one more beat is missed. Null before the first
 * beat, and when none is expected any more.
 */
export function looksAt(terms: HeartbeatTerms, heard: Heard): Instant | null {
	const { lateAt } = heard;
	if (lateAt === null) return lateFrom(terms, heard);
	const graceMs = seconds(terms.graceSeconds);
	const missed = Math.max(baseOf(heard) ?? lateAt, lateAt - graceMs);
	const expected = expectedAfter(terms, missed);
	return expected === null ? null : expected + graceMs;
}

/** What people read of a heartbeat beside its state. */
export interface HeartbeatReading {
	lastBeatAt: Instant | null;
	/** Since when a run goes on that reported its start; null when none does. */
	runningSince: Instant | null;
	lastTookMs: number | null;
	/** Without the grace; null before the first beat. */
	expectedAt: Instant | null;
	/** When it became or becomes late; null before the first beat. */
	lateAt: Instant | null;
}

export function heartbeatReading(terms: HeartbeatTerms, heard: Heard): HeartbeatReading {
	return {
		lastBeatAt: heard.endedAt,
		runningSince: heard.startedAt,
		lastTookMs: heard.tookMs,
		expectedAt: expectedAt(terms, heard),
		lateAt: lateFrom(terms, heard),
	};
}

export type HeartbeatState = Pick<Observation, "at" | "outcome" | "reason" | "detail">;

/** What is known of the job at `now`; `at` is since when. Null before the first beat. */
export function heartbeatState(terms: HeartbeatTerms, heard: Heard, now: Instant): HeartbeatState | null {
	const { endedAt, failure, lateAt } = heard;
	const late = lateFrom(terms, heard) ?? Number.POSITIVE_INFINITY;
	if (now >= late || lateAt !== null)
		return {
			at: Math.min(late, lateAt ?? late),
			outcome: "down",
			reason: "late",
			detail: lateWords(terms, heard, now),
		};
	if (endedAt === null) return null;
	if (failure !== null)
		return {
			at: endedAt,
			outcome: "down",
			reason: "failed",
			detail: failure || "the job reported a failure",
		};
	return { at: endedAt, outcome: "up", reason: null, detail: endedWords(heard) };
}

function lateWords(terms: HeartbeatTerms, heard: Heard, now: Instant): string {
	const { startedAt, endedAt } = heard;
	if (startedAt !== null && startedAt + seconds(terms.graceSeconds) <= now)
		return `started ${inUtc(startedAt)} and has not ended`;
	const expected = expectedAt(terms, heard);
	const last = endedAt === null ? "no beat yet" : `no beat since ${inUtc(endedAt)}`;
	return expected === null || expected > now ? last : `${last}, expected by ${inUtc(expected)}`;
}

function endedWords({ endedAt, tookMs }: Heard): string {
	const took = tookMs === null ? "" : ` after ${tookWords(tookMs)}`;
	return endedAt === null ? "no beat yet" : `reported in ${inUtc(endedAt)}${took}`;
}

const tookWords = (tookMs: number): string =>
	tookMs < minutes(2) ? `${Math.round(tookMs / 1_000)} s` : `${Math.round(tookMs / minutes(1))} min`;

/** A clock that is ahead of another by less is none that was set back. */
export const CLOCK_TOLERANCE_MS = seconds(1);

/** The latest instant that is remembered. */
export const latestOf = ({ endedAt, startedAt, countsFrom, lateAt }: Heard): Instant =>
	Math.max(endedAt ?? 0, startedAt ?? 0, countsFrom ?? 0, lateAt ?? 0);

/** With nothing that is yet to come. */
export function notAfter(heard: Heard, now: Instant): Heard {
	const cut = (at: Instant | null) => (at === null ? null : Math.min(at, now));
	return {
		...heard,
		endedAt: cut(heard.endedAt),
		startedAt: cut(heard.startedAt),
		countsFrom: cut(heard.countsFrom),
		lateAt: cut(heard.lateAt),
	};
}

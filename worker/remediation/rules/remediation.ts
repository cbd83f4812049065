import { type Instant, minutes, seconds } from "../../platform/rules/time.ts";

/** `suggest`: shown with its words; `approve`: shown with one tap to run it; `automatic`: runs when an incident begins. */
export const REMEDIATION_MODES = ["suggest", "approve", "automatic"] as const;
export type RemediationMode = (typeof REMEDIATION_MODES)[number];

/** How a run ended. `recovered`, `not_recovered`, `unverified`: the receiver said done, and then the checks say so. */
export const RUN_RESULTS = [
	"recovered",
	"not_recovered",
	"unverified",
	"failed",
	"late",
	"cancelled",
] as const;
export type RunResult = (typeof RUN_RESULTS)[number];

/** A page is never held longer than this, whatever runs. */
export const MAX_HOLD_SECONDS = 90;

/** What a run is decided from. */
export interface Remediation {
	id: string;
	version: number;
	name: string;
	serviceId: string;
	mode: RemediationMode;
	/** The receiver's time, all attempts of a run together. */
	timeoutSeconds: number;
	/** Runs in one epoch of an incident. */
	maxRuns: number;
	maxRunsPerHour: number;
	/** From the end of a run to the next, in whichever incident. */
	coolDownSeconds: number;
	/** How long after the receiver's word the checks may take to pass; 0: nothing is checked. */
	verifySeconds: number;
	/** 0: no page waits for it. */
	beforePagingSeconds: number;
}

/** A run as the ledger of all incidents knows it. */
export interface LedgerRun {
	id: string;
	remediationId: string;
	incidentId: string;
	/** Grows with every change of the remediation's ledger. */
	turn: number;
	claimedAt: Instant;
	/** A run that never said that it ended counts as going until then. */
	untilAt: Instant;
	finishedAt: Instant | null;
	result: RunResult | null;
}

/** All that a start is decided from, read at one moment. */
export interface Ledger {
	isStopped: boolean;
	/** The service's, oldest first. */
	remediations: Remediation[];
	/** Those of the last day, newest first. */
	runs: LedgerRun[];
	/** The latest turn of each remediation that ever ran. */
	turns: Record<string, number>;
}

export type RunRefusal =
	| { kind: "stopped" }
	| { kind: "busy" }
	| { kind: "cooling"; until: Instant }
	| { kind: "hourly"; until: Instant }
	| { kind: "failing" };

const HOUR_MS = minutes(60);
const FAILING_MS = 24 * HOUR_MS;
/** After so many runs in a row that did not help, none starts by itself. */
const FAILURES = 2;
/** What reading, checking and telling may take beyond the times that a remediation names. */
const MARGIN_MS = minutes(1);

/** When a run that was claimed at `now` must have ended, whatever became of it. */
export function leaseEnd({ timeoutSeconds, verifySeconds }: Remediation, now: Instant): Instant {
	return now + seconds(timeoutSeconds + verifySeconds) + MARGIN_MS;
}

/** Why no run may start now, null when one may. What was claimed under `runId` itself does not stand in its way. */
export function refusalOfRun(
	remediation: Remediation,
	ledger: Pick<Ledger, "isStopped" | "runs">,
	run: { id: string; isAutomatic: boolean },
	now: Instant,
): RunRefusal | null {
	if (ledger.isStopped) return { kind: "stopped" };
	const others = ledger.runs.filter((other) => other.remediationId === remediation.id && other.id !== run.id);
	if (others.some((other) => other.finishedAt === null && other.untilAt > now)) return { kind: "busy" };
	return (
		cooling(remediation, others, now) ??
		hourly(remediation, others, now) ??
		(run.isAutomatic && isFailing(others, now) ? { kind: "failing" } : null)
	);
}

function cooling({ coolDownSeconds }: Remediation, runs: LedgerRun[], now: Instant): RunRefusal | null {
	const ends = runs.map((run) => run.finishedAt ?? run.untilAt);
	const until = Math.max(0, ...ends) + seconds(coolDownSeconds);
	return coolDownSeconds > 0 && until > now && ends.length > 0 ? { kind: "cooling", until } : null;
}

function hourly({ maxRunsPerHour }: Remediation, runs: LedgerRun[], now: Instant): RunRefusal | null {
	const recent = runs.map((run) => run.claimedAt).filter((at) => at > now - HOUR_MS);
	if (recent.length < maxRunsPerHour) return null;
	const oldest = recent.sort((a, b) => b - a)[maxRunsPerHour - 1] ?? now;
	return { kind: "hourly", until: oldest + HOUR_MS };
}

/** What nobody let run to its end says nothing of the remediation. */
function isFailing(runs: LedgerRun[], now: Instant): boolean {
	const ended = runs
		.filter((run) => run.finishedAt !== null && run.finishedAt > now - FAILING_MS)
		.filter((run) => run.result !== "cancelled")
		.sort((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0))
		.slice(0, FAILURES);
	return ended.length === FAILURES && ended.every(({ result }) => isBad(result));
}

/** It was run, and did not help. */
export function isBad(result: RunResult | null): boolean {
	return result === "failed" || result === "late" || result === "not_recovered";
}

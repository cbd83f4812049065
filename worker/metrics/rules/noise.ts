import type { Monitor } from "../../monitoring/rules/monitor.ts";
import { seconds } from "../../platform/rules/time.ts";
import type { IncidentFacts } from "./facts.ts";

export type MonitorRule = Pick<
	Monitor,
	"id" | "name" | "kind" | "intervalSeconds" | "failureThreshold" | "recoveryThreshold"
>;

/** What a monitor has to answer for. */
export interface MonitorNoise {
	monitorId: string;
	monitorName: string;
	incidents: number;
	pages: number;
	nightPages: number;
	/** Resolved as a false alarm or as noise. */
	falseAlarms: number;
	/** Ended by themselves before another check failed. */
	brief: number;
	proposal: Proposal | null;
}

/** What the period would have looked like with another setting. */
export interface Proposal {
	failureThreshold: number;
	savedIncidents: number;
	savedPages: number;
}

export const MOST_NOISY = 20;
/** Once is chance. */
const FEWEST_BRIEF = 2;
const HIGHEST_THRESHOLD = 20;

/**
 * Which monitors page for nothing, the ones whose proposal saves most pages first. Of monitors that still exist, at most
 * `MOST_NOISY`.
 */
export function noiseOf(
	incidents: readonly IncidentFacts[],
	monitors: readonly MonitorRule[],
): MonitorNoise[] {
	const byMonitor = Map.groupBy(
		incidents.filter(({ source }) => source.kind === "monitor"),
		({ source }) => source.id,
	);
	return monitors
		.flatMap((monitor) => {
			const own = byMonitor.get(monitor.id);
			return own ? [noiseOfOne(monitor, own)] : [];
		})
		.sort((a, b) => saved(b) - saved(a) || b.pages - a.pages || a.monitorName.localeCompare(b.monitorName))
		.slice(0, MOST_NOISY);
}

const saved = ({ proposal }: MonitorNoise): number => proposal?.savedPages ?? 0;

/** What one more failure asked for would have spared, of these incidents of the monitor; null for fewer than `fewest`. */
export function proposalFor(
	monitor: MonitorRule,
	own: readonly IncidentFacts[],
	fewest = FEWEST_BRIEF,
): Proposal | null {
	const brief = own.filter((one) => isBrief(one, monitor));
	const failureThreshold = monitor.failureThreshold + 1;
	if (brief.length < fewest || failureThreshold > HIGHEST_THRESHOLD) return null;
	return { failureThreshold, savedIncidents: brief.length, savedPages: pagesOf(brief) };
}

function noiseOfOne(monitor: MonitorRule, own: IncidentFacts[]): MonitorNoise {
	const brief = own.filter((one) => isBrief(one, monitor));
	return {
		monitorId: monitor.id,
		monitorName: monitor.name,
		incidents: own.length,
		pages: pagesOf(own),
		nightPages: own.reduce((sum, one) => sum + one.nightPageCount, 0),
		falseAlarms: own.filter(({ disposition }) => disposition === "false-alarm" || disposition === "noise")
			.length,
		brief: brief.length,
		proposal: proposalFor(monitor, own),
	};
}

/**
 * True when the check after the one that triggered it worked again, so that one more failure asked for would have kept
 * it away. A monitor resolves after `recoveryThreshold` good checks; half an interval is left for checks that are late.
 * False for what the monitor would not open as it is set now: that is mended already.
 */
export function isBrief(one: IncidentFacts, monitor: MonitorRule): boolean {
	// A heartbeat has no checks of which to ask for one more.
	if (monitor.kind === "heartbeat") return false;
	const { intervalSeconds, recoveryThreshold, failureThreshold } = monitor;
	if (one.resolvedBy !== "monitor" || one.resolvedAt === null || one.reopenedCount > 0) return false;
	const failedForMs = one.triggeredAt - one.detectedAt;
	if (failedForMs < seconds(intervalSeconds) * (failureThreshold - 1.5)) return false;
	return one.resolvedAt - one.triggeredAt < seconds(intervalSeconds) * (recoveryThreshold + 0.5);
}

const pagesOf = (some: IncidentFacts[]): number => some.reduce((sum, one) => sum + one.pageCount, 0);

import type { MonitorSignal } from "../../alerts/rpc.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { CheckCycle } from "../rules/detector.ts";
import type { Watched } from "./watched.ts";

/** What the Desk is told when a verdict changed: "Checkout is down in 2 of 3 regions". */
export function signalOf(
	kind: MonitorSignal["kind"],
	{ monitor }: Watched,
	cycle: CheckCycle,
	detectedAt: Instant,
): Omit<MonitorSignal, "order"> {
	const failing = cycle.answers.filter((answer) => answer.outcome === "down").length;
	const where = monitor.regions.length === 1 ? "" : ` in ${failing} of ${monitor.regions.length} regions`;
	return {
		kind,
		monitorId: monitor.id,
		monitorName: monitor.name,
		serviceId: monitor.serviceId,
		severity: monitor.severity,
		detectedAt,
		title: kind === "down" ? `${monitor.name} is down${where}` : `${monitor.name} is back up`,
		evidence: cycle.answers,
		reason: null,
	};
}

/** What the Desk is told when an outage ends because nobody looks any more: a person changed the monitor. */
export function endOfWatch(
	{ monitor, memory }: Watched,
	reason: string,
	now: Instant,
): Omit<MonitorSignal, "order"> {
	const { id: monitorId, name: monitorName, serviceId, severity } = monitor;
	const detectedAt = memory.episodeAt ?? now;
	const title = `${monitorName}: ${reason}`;
	return { kind: "up", monitorId, monitorName, serviceId, severity, detectedAt, title, evidence: [], reason };
}

import type { MonitorSignal } from "../../alerts/rpc.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Monitor, Observation } from "../rules/monitor.ts";
import type { Watched } from "./watched.ts";

/** What the Desk is told when a verdict changed: "Checkout is down in 2 of 3 regions". */
export function signalOf(
	kind: MonitorSignal["kind"],
	{ monitor }: Watched,
	answers: Observation[],
	detectedAt: Instant,
): Omit<MonitorSignal, "order"> {
	return {
		kind,
		monitorId: monitor.id,
		monitorName: monitor.name,
		serviceId: monitor.serviceId,
		severity: monitor.severity,
		detectedAt,
		title: kind === "down" ? downTitle(monitor, answers) : `${monitor.name} is back up`,
		evidence: answers,
		reason: null,
	};
}

function downTitle({ name, regions, heartbeat }: Monitor, answers: Observation[]): string {
	const failing = answers.filter((answer) => answer.outcome === "down");
	if (heartbeat) return `${name} ${failing[0]?.reason === "late" ? "is late" : "failed"}`;
	return `${name} is down${regions.length === 1 ? "" : ` in ${failing.length} of ${regions.length} regions`}`;
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

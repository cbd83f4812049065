import type { EventData } from "../../incidents/rules/events.ts";
import type { IncidentFacts } from "./facts.ts";
import { isBrief, type MonitorRule, proposalFor } from "./noise.ts";

export type TunedMonitor = MonitorRule & { regions: string[]; quorum: number };

/** Another setting of a monitor, and what the last 90 days would have been spared by it. */
export interface Tuning {
	monitorId: string;
	monitorName: string;
	setting: "failureThreshold" | "quorum";
	from: number;
	to: number;
	savedIncidents: number;
	savedPages: number;
}

/**
 * What would have kept an incident away that turned out to be noise: one more failing round, where the round after it
 * worked again; else one more region, where those that were asked and worked were too many for it. Null when neither
 * would have, and where the monitor would not open it as it is set now. `own` are the monitor's incidents, this one among them; `evidence` is what opened it.
 */
export function tuningOf(
	monitor: TunedMonitor,
	incidentId: string,
	own: readonly IncidentFacts[],
	evidence: EventData["triggered"]["evidence"],
): Tuning | null {
	const about = { monitorId: monitor.id, monitorName: monitor.name };
	const told = own.find((one) => one.incidentId === incidentId);
	if (!told) return null;
	const proposal = proposalFor(monitor, own, 1);
	if (proposal && isBrief(told, monitor)) {
		const { failureThreshold: to, savedIncidents, savedPages } = proposal;
		const from = monitor.failureThreshold;
		return { ...about, setting: "failureThreshold", from, to, savedIncidents, savedPages };
	}
	const worked = evidence.filter(({ outcome }) => outcome !== "down").length;
	const mayHaveFailed = monitor.regions.length - worked;
	const to = monitor.quorum + 1;
	const isMended = mayHaveFailed < monitor.quorum;
	if (isMended || to > monitor.regions.length || mayHaveFailed >= to) return null;
	const saved = { savedIncidents: 1, savedPages: told.pageCount };
	return { ...about, setting: "quorum", from: monitor.quorum, to, ...saved };
}

/** What this device knows of how far an incident reaches, for a severity to be suggested. */
import { type Suggestion, suggestSeverity } from "../../../../worker/incidents/rules/suggest-severity.ts";
import { UNTRIAGED } from "../../../../worker/incidents/rules/triage.ts";
import type { Incident, Service, TimelineEvent } from "../../../state/wire.ts";
import { latestEvidence, type Seen } from "../incident/evidence.ts";

/**
 * What is checked in one place is as bad as its worst check. Two regions that agree open an incident: those of the monitor
 * that have not looked yet are counted, and are not down.
 */
function regionsOf(seen: Seen[], checkedFrom: number): { of: number; down: number; slow: number } | null {
	const regions = [...new Set(seen.map(({ region }) => region).filter(Boolean))];
	if (regions.length === 0) return null;
	const outcomes = regions.map((region) =>
		seen.filter((one) => one.region === region).map(({ outcome }) => outcome),
	);
	const down = outcomes.filter((all) => all.includes("down")).length;
	const slow = outcomes.filter((all) => !all.includes("down") && all.includes("degraded")).length;
	return { of: Math.max(regions.length, checkedFrom), down, slow };
}

/**
 * Null while too little is known. Without the list of services nothing is said of what depends on it; `checkedFrom` is in how
 * many regions its monitor looks, 0 where that is not known; `reports` how many customers said that they are affected.
 */
export function suggestionFor(
	incident: Incident,
	events: TimelineEvent[],
	services: readonly Pick<Service, "id" | "dependsOn" | "tier">[],
	checkedFrom: number,
	reports = 0,
): Suggestion | null {
	const evidence = latestEvidence(events);
	return suggestSeverity({
		regions: evidence === null || evidence.recovered ? null : regionsOf(evidence.seen, checkedFrom),
		dependants: services.filter(({ dependsOn }) => dependsOn.includes(incident.service.id)).length,
		tier: services.find(({ id }) => id === incident.service.id)?.tier ?? null,
		triage: incident.triage ?? UNTRIAGED,
		reports,
	});
}

import { SEVERITIES, type Severity } from "../../paging/rules/severity.ts";
import type { Triage } from "./triage.ts";

/** What is known of how far it reaches. */
export interface Impact {
	/** The regions whose last check saw it, and of them those where it is down or slow. Null: nothing is checked. */
	regions: { of: number; down: number; slow: number } | null;
	/** How many services depend on this one. */
	dependants: number;
	/** Of the service: 1 matters most, 3 least. */
	tier: number | null;
	triage: Readonly<Triage>;
	/** How many customers said on the status page that they are affected. */
	reports: number;
}

export interface Suggestion {
	severity: Severity;
	/** Why, for people: short sentences. */
	because: string[];
}

/** So many services that depend on it make it worse. */
const MANY_DEPENDANTS = 3;
const LEAST_TIER = 3;
/** So many customers do not report what only a few of them meet. */
const MANY_REPORTS = 20;

/**
 * The severity that fits what is known, with its reasons. Null: too little is known to suggest one. It only suggests;
 * whoever leads decides.
 */
export function suggestSeverity(impact: Impact): Suggestion | null {
	const { customersAffected, finding } = impact.triage;
	if (finding === "noise") return { severity: "P4", because: ["Triage found noise."] };
	const seen = byRegions(impact.regions);
	const { reports } = impact;
	if (seen === null && customersAffected === null && reports === 0) return null;
	let at = SEVERITIES.indexOf(seen?.severity ?? "P3");
	const because = seen ? [seen.because] : [];
	if (seen && impact.dependants >= MANY_DEPENDANTS) {
		at -= 1;
		because.push(`${impact.dependants} services depend on it.`);
	}
	if (seen && impact.tier === LEAST_TIER) {
		at += 1;
		because.push("The service is tier 3.");
	}
	if (reports > 0) because.push(`${reports} ${reports === 1 ? "customer reports" : "customers report"} it.`);
	if (reports >= MANY_REPORTS) at = Math.min(at, SEVERITIES.indexOf("P2"));
	if (customersAffected === true) {
		at = Math.min(at, SEVERITIES.indexOf("P2"));
		because.push("Customers are affected.");
	}
	if (customersAffected === false) {
		at = Math.max(at, SEVERITIES.indexOf("P3"));
		because.push("Customers aren’t affected.");
	}
	const inside = Math.min(Math.max(at, 0), SEVERITIES.length - 1);
	return { severity: SEVERITIES[inside] ?? "P2", because };
}

function byRegions(regions: Impact["regions"]): { severity: Severity; because: string } | null {
	if (regions === null || regions.down + regions.slow === 0) return null;
	const { of, down, slow } = regions;
	if (down === 0) return { severity: "P3", because: `Slow in ${slow} of ${of} regions.` };
	return { severity: down === of ? "P1" : "P2", because: `Down in ${down} of ${of} regions.` };
}

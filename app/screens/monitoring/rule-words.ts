/** The rule of a monitor as a sentence. */
import type { Monitor } from "../../state/wire.ts";

type Rule = Pick<Monitor, "regions" | "quorum" | "failureThreshold" | "recoveryThreshold" | "severity">;

/** "Down when 2 of 3 regions see it fail. Up again after 2 good checks in a row." */
export function ruleWords({ regions, quorum, failureThreshold, recoveryThreshold }: Rule): string {
	const who = regions.length === 1 ? "its region sees" : `${quorum} of ${regions.length} regions see`;
	const times = failureThreshold === 1 ? "" : `, ${failureThreshold} checks in a row`;
	const well = recoveryThreshold === 1 ? "the first good check" : `${recoveryThreshold} good checks in a row`;
	return `Down when ${who} it fail${times}. Up again after ${well}.`;
}

/** "Then it opens a P1 for Checkout, which pages by Shop on call." */
export function pagesWords(severity: string, service: string, policy: string | undefined): string {
	const how = policy ? `, which pages by “${policy}”` : "";
	return `Then it opens a ${severity} for ${service}${how}.`;
}

/** "every 30 s", "every 5 min". */
export function everyWords(seconds: number): string {
	if (seconds < 60 || seconds % 60 !== 0) return `every ${seconds} s`;
	return seconds % 3_600 === 0 ? `every ${seconds / 3_600} h` : `every ${seconds / 60} min`;
}

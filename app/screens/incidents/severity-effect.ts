import type { Incident } from "../../state/wire.ts";
import { SEVERITY_WORDS } from "./severity-words.ts";

type Severity = Incident["severity"];

/** What a change of severity does, before it is done; the rules are those of the contract's severity command. */
export function severityEffect(incident: Pick<Incident, "severity" | "state">, to: Severity): string {
	const from = incident.severity;
	if (to === from) return SEVERITY_WORDS[to];
	if (incident.state !== "triggered")
		return `${SEVERITY_WORDS[to]} Already acknowledged, so no one is paged now.`;
	if (to === "P4") return "No customer impact. Upcoming pages are canceled.";
	if (to < from) return `${SEVERITY_WORDS[to]} Paging restarts at level 1.`;
	return `${SEVERITY_WORDS[to]} The current escalation timer restarts now.`;
}

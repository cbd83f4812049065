import type { Incident } from "../../../state/wire.ts";
import { SEVERITY_WORDS } from "../severity-words.ts";

type Severity = Incident["severity"];

/** What a change of severity does, before it is done; the rules are those of the contract's severity command. */
export function severityEffect(incident: Pick<Incident, "severity" | "state">, to: Severity): string {
	const from = incident.severity;
	if (to === from) return SEVERITY_WORDS[to];
	if (incident.state !== "triggered") return `${SEVERITY_WORDS[to]} Somebody has it, so nobody is paged now.`;
	if (to === "P4") return `${SEVERITY_WORDS.P4} Pages that are still to come are cancelled.`;
	if (to < from) return `${SEVERITY_WORDS[to]} Paging starts again at level 1.`;
	return `${SEVERITY_WORDS[to]} The waiting times count from now.`;
}

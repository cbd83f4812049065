import type { Incident } from "../../../state/wire.ts";

type Severity = Incident["severity"];

const MEANS: Record<Severity, string> = {
	P1: "Down for everybody or nearly so. The backup and the whole team are paged too.",
	P2: "Partly down. The backup is paged too.",
	P3: "Degraded. Paging waits for business hours.",
	P4: "A matter for tomorrow. Nobody is paged.",
};

/** What a change of severity does, before it is done; the rules are those of the contract's severity command. */
export function severityEffect(incident: Pick<Incident, "severity" | "state">, to: Severity): string {
	const from = incident.severity;
	if (to === from) return MEANS[to];
	if (incident.state !== "triggered") return `${MEANS[to]} Somebody has it, so nobody is paged now.`;
	if (to === "P4") return "A matter for tomorrow. Pages that are still to come are cancelled.";
	if (to < from) return `${MEANS[to]} Paging starts again at level 1.`;
	return `${MEANS[to]} The waiting times count from now.`;
}

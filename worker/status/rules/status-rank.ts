import type { Severity } from "../../paging/rules/severity.ts";
import type { ComponentStatus } from "../../services/rules/component.ts";

export const IMPACTS = ["none", "minor", "major", "critical"] as const;
export type Impact = (typeof IMPACTS)[number];

/** What one severity means in public. P4 is worth telling but takes nothing from anybody. */
const MEANING: Record<Severity, { status: ComponentStatus; impact: Impact }> = {
	P1: { status: "major_outage", impact: "critical" },
	P2: { status: "partial_outage", impact: "major" },
	P3: { status: "degraded_performance", impact: "minor" },
	P4: { status: "operational", impact: "none" },
};

export const statusOfSeverity = (severity: Severity): ComponentStatus => MEANING[severity].status;
export const impactOfSeverity = (severity: Severity): Impact => MEANING[severity].impact;

const BADNESS: Record<ComponentStatus, number> = {
	operational: 0,
	under_maintenance: 1,
	degraded_performance: 2,
	partial_outage: 3,
	major_outage: 4,
};

/** How bad, 0 (operational) to 4 (major outage): the order in which one status hides another. */
export const badness = (status: ComponentStatus): number => BADNESS[status];

/** The worse of two; planned maintenance hides nothing that is broken. */
export function worse(a: ComponentStatus, b: ComponentStatus): ComponentStatus {
	return BADNESS[b] > BADNESS[a] ? b : a;
}

/** `operational` for an empty list. */
export function worst(statuses: ComponentStatus[]): ComponentStatus {
	return statuses.reduce(worse, "operational");
}

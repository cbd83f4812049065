import type { Severity } from "../../../worker/paging/rules/severity.ts";

/** What each severity means and whom it pages, in the same words wherever one is chosen. */
export const SEVERITY_WORDS: Record<Severity, string> = {
	P1: "Down for everybody or nearly so. Pages at once, with the backup and the team.",
	P2: "Partly down. Pages at once, with the backup.",
	P3: "Degraded. Pages in business hours.",
	P4: "For tomorrow. Pages nobody.",
};

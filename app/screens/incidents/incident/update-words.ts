import type { Incident } from "../../../state/wire.ts";

export type Phase = "investigating" | "identified" | "monitoring";

export const PHASES: { value: Phase; name: string }[] = [
	{ value: "investigating", name: "Investigating" },
	{ value: "identified", name: "Identified" },
	{ value: "monitoring", name: "Monitoring" },
];

/** The phase that an update most likely tells of: the present one, or the first. */
export const likelyPhase = (incident: Pick<Incident, "status">): Phase =>
	PHASES.find((phase) => phase.value === incident.status)?.value ?? "investigating";

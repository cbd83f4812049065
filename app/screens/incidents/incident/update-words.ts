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

/** A first sentence for each phase, which names the service and nothing private. */
export function templateWords(phase: Phase, service: string): string {
	switch (phase) {
		case "investigating":
			return `We’re investigating a problem with ${service}.`;
		case "identified":
			return `We’ve found the cause of the problem with ${service} and are working on a fix.`;
		case "monitoring":
			return `${service} is working again. We’re monitoring it to make sure it stays that way.`;
	}
}

/** When the next one is promised: what people ask for most. */
export const NEXT_UPDATES: { value: string; name: string }[] = [
	{ value: "", name: "Default for this severity" },
	{ value: "900", name: "In 15 minutes" },
	{ value: "1800", name: "In 30 minutes" },
	{ value: "3600", name: "In an hour" },
	{ value: "14400", name: "In 4 hours" },
];

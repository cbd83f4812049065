import type { FilledCommand, VariableValues } from "../../../worker/runbooks/rules/variables.ts";
import type { Incident, Monitor, TimelineEvent } from "../../state/wire.ts";

/** What an incident fills in. The monitor is the one that raised it, else the last whose check failed. */
export function valuesOf(
	incident: Incident,
	events: readonly TimelineEvent[],
	monitors: readonly Pick<Monitor, "id" | "name" | "target">[],
): VariableValues {
	const { source } = incident;
	const id = source.kind === "monitor" ? source.id : failedIn(events);
	const monitor = monitors.find((one) => one.id === id);
	const name = monitor?.name ?? (source.kind === "monitor" ? source.name : undefined);
	return {
		service: incident.service.name,
		severity: incident.severity,
		time: incident.triggeredAt,
		...(incident.number > 0 && { incident: String(incident.number) }),
		...(name && { monitor: name }),
		...(monitor?.target && { target: monitor.target }),
	};
}

function failedIn(events: readonly TimelineEvent[]): string | undefined {
	const seen = events.flatMap(({ data }) => (Array.isArray(data.evidence) ? data.evidence : []));
	return seen.findLast((one) => one?.outcome === "down" && typeof one.monitorId === "string")?.monitorId;
}

/** What is left to the person who copies it; null where nothing is. */
export function leftWords({ unknown, unsafe }: FilledCommand): string | null {
	const list = (names: string[]) => names.map((name) => `{{${name}}}`).join(", ");
	if (unsafe.length > 0)
		return `Fill in ${list([...unsafe, ...unknown])} yourself: a shell could misread it.`;
	return unknown.length > 0 ? `Fill in ${list(unknown)} yourself: it isn’t known here.` : null;
}

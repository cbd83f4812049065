import type { Incident } from "../../state/wire.ts";
import { ago, ms, numberWords, span } from "../../state/words.ts";

/** The second line of a row: who has it and since when, with where it is, or without. */
export function rowWords(incident: Incident, now: number, meId?: string): { whole: string; brief: string } {
	const brief = stateOf(incident, now, meId);
	const drill = incident.drill ? ", drill" : "";
	return { brief, whole: `${brief} · ${incident.service.name} · ${numberWords(incident)}${drill}` };
}

function stateOf(incident: Incident, now: number, meId?: string): string {
	if (incident.state === "triggered") return `Nobody has it, ${span(now - ms(incident.triggeredAt))}`;
	if (incident.state === "acknowledged") {
		const by = incident.acknowledgedBy;
		const who = by?.kind === "user" && by.id === meId ? "You have" : `${by?.name ?? "Somebody"} has`;
		return `${who} it, ${span(now - ms(incident.triggeredAt))}`;
	}
	const over = incident.resolvedAt ?? incident.triggeredAt;
	return `Resolved ${ago(over, now)}, lasted ${span(ms(over) - ms(incident.triggeredAt))}`;
}

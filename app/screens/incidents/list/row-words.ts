import { NOT_ACKNOWLEDGED } from "../../../../worker/platform/rules/phrases.ts";
import { firstWords } from "../../../state/first-acknowledgement.ts";
import type { Incident } from "../../../state/wire.ts";
import { ago, ms, numberWords, span } from "../../../state/words.ts";

/** Does not begin a line: the words before it keep it. */
const DOT = "\u00a0· ";
const MINUTE_MS = 60_000;

/** The second line of a row: who has it and since when, with where it is, or without. */
export function rowWords(incident: Incident, now: number, reader: Reader): { whole: string; brief: string } {
	const brief = stateOf(incident, now, reader);
	const drill = incident.drill ? ", drill" : "";
	return { brief, whole: [brief, incident.service.name, `${numberWords(incident)}${drill}`].join(DOT) };
}

export interface Reader {
	meId?: string;
	/** First names, by id, where they are enough. */
	names?: Map<string, string>;
}

/** Who has it, for a table that has the times in columns of their own. */
export function tableState(incident: Incident, reader: Reader): string {
	if (incident.soakUntil) return "Works again, watched";
	if (incident.state === "triggered") return firstWords(incident, reader.meId, true) ?? NOT_ACKNOWLEDGED;
	return incident.state === "acknowledged" ? hasItWords(incident, reader) : "Resolved";
}

function hasItWords({ acknowledgedBy: by }: Incident, { meId, names }: Reader): string {
	if (by?.kind === "user" && by.id === meId) return "You have it";
	return `${names?.get(by?.id ?? "") ?? by?.name ?? "Someone"} has it`;
}

function stateOf(incident: Incident, now: number, reader: Reader): string {
	if (incident.soakUntil) return `Works again, watched for ${rough(ms(incident.soakUntil) - now)}`;
	if (incident.state === "triggered")
		return `${firstWords(incident, reader.meId, true) ?? NOT_ACKNOWLEDGED}${DOT}open ${rough(now - ms(incident.triggeredAt))}`;
	if (incident.state === "acknowledged")
		return `${hasItWords(incident, reader)}${DOT}open ${rough(now - ms(incident.triggeredAt))}`;
	const over = incident.resolvedAt ?? incident.triggeredAt;
	return `Ended ${ago(over, now)}, lasted ${rough(ms(over) - ms(incident.triggeredAt)).replaceAll(" ", "\u00a0")}`;
}

/** From a minute on without the seconds: a list in which every line ticks cannot be read. */
export const rough = (spanMs: number): string =>
	span(spanMs < MINUTE_MS || spanMs >= 60 * MINUTE_MS ? spanMs : spanMs - (spanMs % MINUTE_MS));

/** What is around an incident, in words. */
import { DISPOSITION_WORDS } from "../../../state/disposition-words.ts";
import type { TimelineEvent } from "../../../state/wire.ts";
import { listOfNames, ms, span, whenWords } from "../../../state/words.ts";
import type { AlertKey, ContextChange, Duplicate, Similar } from "./wire.ts";

const LIKENESS_WORDS: Record<Similar["likeness"], string> = {
	monitor_and_error: "Same monitor, same error",
	error: "Same error",
	title: "Similar title",
};

/** "Dec 3 09:00, lasted 31 min. False alarm. Resolved: Rolled back.": when it was, what it was, and what ended it. */
export function similarWords(one: Similar, now: number): string {
	const { triggeredAt, resolvedAt, disposition, note, cause, remediation } = one;
	const parts = [
		`${whenWords(triggeredAt, now)}, lasted ${span(ms(resolvedAt) - ms(triggeredAt))}`,
		disposition && disposition !== "real" ? DISPOSITION_WORDS[disposition].name : "",
		note ? `Resolved: ${note}` : "",
		remediation ? `Worked again after ${remediation}` : "",
		cause ? `Root cause: ${cause}` : "",
		!note && !cause && !remediation ? "No one noted what fixed it" : "",
	];
	return parts
		.filter((part) => part !== "")
		.map(asSentence)
		.join(" ");
}

const asSentence = (part: string): string => (/[.!?…”]$/.test(part) ? part : `${part}.`);

export const likenessWords = ({ likeness }: Pick<Similar, "likeness">): string => LIKENESS_WORDS[likeness];

/** "#143 · Acknowledged · Same error". */
export function duplicateWords(one: Duplicate): string {
	return `${one.state === "acknowledged" ? "Acknowledged" : "Not acknowledged"} · ${likenessWords(one)}`;
}

const ACTION_WORDS = { created: "added", updated: "changed", deleted: "removed" } as const;
const MOST_FIELDS = 3;

/** "Ana changed failure threshold of Payment API", "Restart pool ran", and what another tool reported in its own words. */
export function contextChangeWords({ action, fields, name, by }: ContextChange): string {
	if (action === "ran") return `${name} ran`;
	if (action === "reported") return name;
	const who = by ?? "Someone";
	if (action !== "updated" || fields.length === 0) return `${who} ${ACTION_WORDS[action]} ${name}`;
	const some = fields.slice(0, MOST_FIELDS).map(fieldWords);
	const more = fields.length > MOST_FIELDS ? [`${fields.length - MOST_FIELDS} more`] : [];
	return `${who} changed ${listOfNames([...some, ...more])} of ${name}`;
}

/** "failure threshold" of `failureThreshold`; the ids and seconds of a name are no words. */
function fieldWords(name: string): string {
	const words = name.replace(/(Ids?|Seconds)$/, "").replace(/([A-Z])/g, " $1");
	return words.toLowerCase();
}

/** "6 min before", "2 min after": by when the incident was detected. */
export function besideWords(at: string, detectedAt: string): string {
	const apart = ms(at) - ms(detectedAt);
	return `${span(Math.abs(apart)).replace(/ \d+ s$/, "")} ${apart < 0 ? "before" : "after"}`;
}

export interface LinkedIncident {
	id: string;
	number: number;
	title: string;
}

/** The incidents that are linked now, in the order in which they came, as the timeline says. */
export function linkedIn(events: TimelineEvent[]): LinkedIncident[] {
	const linked = new Map<string, LinkedIncident>();
	for (const { type, data } of events) {
		const id = String(data.incidentId);
		if (type === "unlinked") linked.delete(id);
		if (type === "linked") linked.set(id, { id, number: Number(data.number), title: String(data.title) });
	}
	return [...linked.values()];
}

/** What an alert is called: as it came last, else by its key. */
export function alertTitle(key: AlertKey, events: TimelineEvent[], monitorName?: string): string {
	if (monitorName) return monitorName;
	const told = events.findLast(
		({ type, data }) => type === "alert_received" && data.dedupKey === key.dedupKey,
	);
	return told ? String(told.data.title) : key.dedupKey;
}

import {
	ALREADY_RESOLVED,
	acknowledgedBefore,
	acknowledgedBy,
	NOT_APPLIED,
	UNDELIVERED,
} from "../../worker/platform/rules/phrases.ts";
import { span } from "../state/words.ts";
import type { Entry, Outcome } from "./entry.ts";

export { UNDELIVERED };
export const SENDING = "Sending…";

/** One line for what an entry has come to; the state is judged by the caller's clock. */
export function entryWords(entry: Entry, state: "sending" | "queued" | "told"): string {
	if (entry.outcome) return outcomeWords(entry.outcome, entry.occurredAt);
	return state === "sending" ? SENDING : UNDELIVERED;
}

/** "Acknowledged by you at 03:12:09", "Bo acknowledged 40 s before you". */
export function outcomeWords(outcome: Outcome, occurredAt: string): string {
	switch (outcome.kind) {
		case "mine":
			return acknowledgedBy("you", timeHere(outcome.at));
		case "faster":
			return fasterWords(outcome.name, Date.parse(occurredAt) - Date.parse(outcome.at));
		case "resolved":
			return ALREADY_RESOLVED;
		case "refused":
			return NOT_APPLIED[outcome.why];
	}
}

/** By the clock of this device. Without the calendars of other zones, since the service worker is at most 12 KB. */
function timeHere(at: string): string | undefined {
	const instant = new Date(at);
	return Number.isNaN(instant.getTime()) ? undefined : instant.toTimeString().slice(0, 8);
}

/** A tap that was made first but arrived second was not late by any clock of its own: then it is "in the meantime". */
const fasterWords = (name: string, beforeMs: number): string =>
	acknowledgedBefore(name, beforeMs < 1_000 ? null : span(beforeMs));

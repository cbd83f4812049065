import { span, timeOfDay } from "../state/words.ts";
import type { Entry, Outcome } from "./entry.ts";

/** For an act without an answer. The escalation is named because it is what a person must know at that moment. */
export const UNDELIVERED = "Not delivered – will retry, the escalation continues";
export const SENDING = "Sending …";

/** One line for what an entry has come to; the state is judged by the caller's clock. */
export function entryWords(entry: Entry, state: "sending" | "queued" | "told"): string {
	if (entry.outcome) return outcomeWords(entry.outcome, entry.occurredAt);
	return state === "sending" ? SENDING : UNDELIVERED;
}

/** "You have it since 03:12", "Bo acknowledged 40 s before you". */
export function outcomeWords(outcome: Outcome, occurredAt: string, zone?: string): string {
	switch (outcome.kind) {
		case "mine":
			return `You have it since ${timeOfDay(outcome.at, zone)}`;
		case "faster":
			return fasterWords(outcome.name, Date.parse(occurredAt) - Date.parse(outcome.at));
		case "resolved":
			return "Already resolved – nothing is left to do";
		case "refused":
			return refusalWords(outcome.why);
	}
}

/** A tap that was made first but arrived second was not late by any clock of its own: then it is "meanwhile". */
function fasterWords(name: string, beforeMs: number): string {
	return beforeMs < 1_000
		? `${name} acknowledged meanwhile`
		: `${name} acknowledged ${span(beforeMs)} before you`;
}

function refusalWords(why: "expired" | "moved-on" | "signed-out" | "forbidden"): string {
	switch (why) {
		case "expired":
			return "Not applied – this page is too old. Open the newest one";
		case "moved-on":
			return "Not applied – the incident was opened anew. Open the newest page";
		case "signed-out":
			return "Not applied – sign in again. The escalation continues";
		case "forbidden":
			return "Not applied – your role may not acknowledge. The escalation continues";
	}
}

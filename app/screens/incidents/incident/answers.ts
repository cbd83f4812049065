/** What the server's answer to a command means, in a sentence. */
import { type Failure, failureWords } from "../../../state/api.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import { type NameBook, nextPageWords, numberWords } from "../../../state/words.ts";

export type Verb =
	| "giveBack"
	| "escalate"
	| "resolve"
	| "undoResolve"
	| "disposition"
	| "reopen"
	| "severity"
	| "note"
	| "update"
	| "remediate";

/** While it is under way: on the button that was pressed. */
export const BUSY_WORDS: Record<Verb, string> = {
	giveBack: "Giving it back …",
	escalate: "Passing it on …",
	resolve: "Checking …",
	undoResolve: "Undoing …",
	disposition: "Saving …",
	reopen: "Reopening …",
	severity: "Changing …",
	note: "Adding …",
	update: "Publishing …",
	remediate: "Starting …",
};

/** Said when it is done. */
export function doneWords(verb: Verb, after: Incident, book: NameBook, now: number): string {
	const next = nextPageWords(after, book, now);
	switch (verb) {
		case "giveBack":
			return `Given back${next ? `. ${next}` : ""}`;
		case "escalate":
			return "Passed on to the next level";
		case "resolve":
			return after.soakUntil
				? `${numberWords(after)} works again, and is watched`
				: `${numberWords(after)} is resolved`;
		case "undoResolve":
			return `${numberWords(after)} is open again`;
		case "disposition":
			return "Saved";
		case "reopen":
			return `${numberWords(after)} is open again`;
		case "severity":
			return `${numberWords(after)} is ${after.severity} now`;
		case "note":
			return "Note added";
		case "update":
			return "Published";
		case "remediate":
			return "It is running";
	}
}

/** Why it did not happen. Somebody who was faster is not an error, but has to be told. */
export function refusalWords(verb: Verb, failure: Failure): string {
	if (failure.offline) {
		const goesOn =
			verb === "escalate" || verb === "giveBack" ? " Until it does, the escalation goes on as it was." : "";
		return `${failureWords(failure)}${goesOn}`;
	}
	if (failure.problem.slug === "incident-resolved") return "It is resolved already. Somebody was faster.";
	if (failure.problem.slug === "forbidden") return "Your role may read incidents, not change them.";
	return failureWords(failure);
}

/** Who really resolved it: the same command twice is answered twice, but only one person did it. */
export function resolvedWords(events: TimelineEvent[], after: Incident, meId: string | undefined): string {
	if (after.soakUntil) return `${numberWords(after)} works again, and is watched`;
	const who = events.findLast((event) => event.type === "resolved")?.actor;
	const isMine = who?.kind === "user" && who.id === meId;
	if (!who || isMine) return `${numberWords(after)} is resolved`;
	return `${who.name} was faster and resolved ${numberWords(after)}`;
}

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
	| "remediate"
	| "title"
	| "snooze"
	| "responders"
	| "role"
	| "merge"
	| "split"
	| "offerRole"
	| "answerHandover"
	| "withdrawHandover"
	| "keepLead"
	| "answerCall"
	| "triage"
	| "markLine";

/** While it is under way: on the button that was pressed. */
export const BUSY_WORDS: Record<Verb, string> = {
	giveBack: "Unacknowledging…",
	escalate: "Escalating…",
	resolve: "Checking…",
	undoResolve: "Undoing…",
	disposition: "Saving…",
	reopen: "Reopening…",
	severity: "Changing…",
	note: "Adding…",
	update: "Publishing…",
	remediate: "Starting…",
	title: "Saving…",
	snooze: "Snoozing…",
	responders: "Paging…",
	role: "Assigning…",
	merge: "Merging…",
	split: "Splitting…",
	offerRole: "Asking…",
	answerHandover: "Answering…",
	withdrawHandover: "Withdrawing…",
	keepLead: "Answering…",
	answerCall: "Answering…",
	triage: "Saving…",
	markLine: "Saving…",
};

/** Said when it is done, where the same is always said. */
const DONE: Partial<Record<Verb, string>> = {
	escalate: "Escalated to the next level",
	note: "Note added",
	update: "Update published",
	remediate: "It is running",
	title: "Title changed",
	snooze: "Snoozed",
	responders: "Responders added",
	role: "Role assigned",
	offerRole: "They’re asked. You keep the role until they accept",
	keepLead: "You keep the lead",
	split: "Split. It pages on its own now",
};

/** Said when it is done. */
export function doneWords(verb: Verb, after: Incident, book: NameBook, now: number): string {
	const next = nextPageWords(after, book, now);
	switch (verb) {
		case "giveBack":
			return `Unacknowledged${next ? `. ${next}` : ""}`;
		case "resolve":
			return after.soakUntil
				? `${numberWords(after)} works again, and is watched`
				: `Resolved ${numberWords(after)}`;
		case "undoResolve":
		case "reopen":
			return `Reopened ${numberWords(after)}`;
		case "severity":
			return `${numberWords(after)} is now ${after.severity}`;
		case "merge":
			return after.mergedInto ? `Merged into #${after.mergedInto.number}` : "Merged";
		default:
			return DONE[verb] ?? "Saved";
	}
}

/** Why it did not happen. Somebody who was faster is not an error, but has to be told. */
export function refusalWords(verb: Verb, failure: Failure): string {
	if (failure.offline) {
		const goesOn = verb === "escalate" || verb === "giveBack" ? " Escalation continues until then." : "";
		return `${failureWords(failure)}${goesOn}`;
	}
	if (failure.problem.slug === "incident-resolved") return "Already resolved by someone else.";
	if (failure.problem.slug === "forbidden") return "Your role can view incidents but not change them.";
	return failureWords(failure);
}

/** Who really resolved it: the same command twice is answered twice, but only one person did it. */
export function resolvedWords(events: TimelineEvent[], after: Incident, meId: string | undefined): string {
	if (after.soakUntil) return `${numberWords(after)} works again, and is watched`;
	const who = events.findLast((event) => event.type === "resolved")?.actor;
	const isMine = who?.kind === "user" && who.id === meId;
	if (!who || isMine) return `Resolved ${numberWords(after)}`;
	return `${who.name} already resolved ${numberWords(after)}`;
}

import type { TimelineEvent } from "../../incidents/rules/incident-types.ts";
import { ofType, textOf } from "./story.ts";
import { lasting, moment, oneLine } from "./words.ts";

/** Who was paged and how fast each answered, one line a person, in the order in which they were first paged. */
export function pagedLines(events: TimelineEvent[]): string[] {
	const firstPages = new Map<string, TimelineEvent>();
	for (const event of ofType(events, "page_queued")) {
		const userId = textOf(event, "userId");
		// Who was asked for an update was not paged for the incident.
		if (event.data.about !== undefined) continue;
		if (userId !== "" && !firstPages.has(userId)) firstPages.set(userId, event);
	}
	return [...firstPages].map(([userId, page]) => {
		const name = oneLine(textOf(page, "userName")) || "Someone";
		return `${name}: paged at ${moment(page.at)}, ${answerOf(userId, page, events)}.`;
	});
}

function answerOf(userId: string, page: TimelineEvent, events: TimelineEvent[]): string {
	const later = events.filter(({ seq }) => seq > page.seq);
	const own = later.find(
		(event) =>
			(event.type === "acknowledged" && event.actor.id === userId) ||
			(event.type === "page_answered" && textOf(event, "userId") === userId),
	);
	const first = later.find(({ type }) => type === "acknowledged" || type === "resolved");
	if (own && (!first || own.seq <= first.seq))
		return `${answerWords(own)} after ${lasting(own.at - page.at)}`;
	if (first?.type === "acknowledged") return "acknowledged by someone else first";
	if (first) return "resolved before an answer";
	return own ? `${answerWords(own)} after ${lasting(own.at - page.at)}` : "no answer";
}

function answerWords(event: TimelineEvent): string {
	if (event.type === "acknowledged") return "acknowledged";
	return textOf(event, "answer") === "cannot_take_it" ? "could not take it" : "answered";
}

/** What a person's one message about an incident says, and what stands below it. */
import { acknowledgedBy, NOT_ACKNOWLEDGED, SECOND_NEEDED } from "../../platform/rules/phrases.ts";
import type { EventData, StoredEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import type { Page } from "./incident-types.ts";

/** By method, the last page about the incident whose message can be edited: the one that its buttons answer. */
export function pagesInChats({ pages }: Incident): Page[] {
	const last = new Map<string, Page>();
	for (const page of pages.values())
		if (page.place !== undefined && page.about === undefined) last.set(page.methodId, page);
	return [...last.values()];
}

/** "Acknowledged by Bo", "Not acknowledged · level 2", "Resolved by Bo". `resolvedBy`: the person who did; null: none. */
export function stateWords(incident: Incident, resolvedBy: string | null): string {
	const { state, acknowledgedBy: by, firstAcknowledgement: first, mergedInto, ladder } = incident;
	switch (state) {
		case "triggered":
			if (first) return `${acknowledgedBy(first.by.name)}, ${SECOND_NEEDED}`;
			return ladder.level > 1 ? `${NOT_ACKNOWLEDGED} · level ${ladder.level}` : NOT_ACKNOWLEDGED;
		case "acknowledged":
			return by ? acknowledgedBy(by.name) : "Acknowledged";
		case "resolved":
			if (mergedInto !== null) return `Merged into #${mergedInto.number}`;
			return resolvedBy === null ? "Resolved" : `Resolved by ${resolvedBy}`;
	}
}

/** True while the person of this page can answer it. */
export const mayAnswer = ({ state, epoch }: Incident, page: Page): boolean =>
	state === "triggered" && page.epoch === epoch && !page.isAnswered;

/** A word below the message, as of the event `seq`, which happened `at`. */
export interface WordBelow extends Pick<StoredEvent, "seq" | "at"> {
	text: string;
}

/**
 * What these events say to whoever follows an incident in its order: updates, and notes that somebody pinned. `noteAt`
 * answers the event of a line; a note that was hidden, or whose pin was taken off since, is not said.
 */
export function wordsBelow(
	{ marks }: Incident,
	events: readonly StoredEvent[],
	noteAt: (seq: number) => StoredEvent | undefined,
): WordBelow[] {
	return events.flatMap((event): WordBelow[] => {
		const { seq, at } = event;
		if (event.type === "update_published")
			return [{ seq, at, text: `${updateWords(event.data)} by ${event.actor.name}: ${event.data.message}` }];
		if (event.type !== "line_marked") return [];
		const { line, mark, on } = event.data;
		const isPinned = mark === "pinned" && on && marks.pinned.has(line) && !marks.hidden.has(line);
		const note = isPinned ? noteAt(line) : undefined;
		if (note?.type !== "note_added") return [];
		return [{ seq, at, text: `Note by ${note.actor.name}: ${note.data.text}` }];
	});
}

const updateWords = ({ audience }: EventData["update_published"]): string =>
	audience === "public" ? "Public update" : "Stakeholder update";

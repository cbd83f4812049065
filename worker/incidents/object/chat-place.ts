import { traitsOf } from "../../paging/channels/traits.ts";
import { THREAD_REFUSED } from "../../paging/rules/send-outcome.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { pagesInChats } from "../rules/chat-thread.ts";
import type { Page } from "../rules/incident-types.ts";
import type { EventStore } from "./event-store.ts";

/** What is known of a person's message about this incident. */
export interface Chat {
	/** The page that told its place. */
	pageId: string;
	/** Null: it is lost, and another one takes its place. */
	place: string | null;
	/** What it was last made to say, but for the cause; empty: what the page said. */
	shown: string;
	/** The event up to which words stand below it. */
	said: number;
	/** The word that was under way last: whether it arrived is not known. */
	saying: number | null;
	/** How often it was lost: deleted, or not to be edited any more. */
	losses: number;
}

/** By method. */
export interface Chats {
	chats: Record<string, Chat>;
	tries: number;
	/** When what did not succeed is tried once more; null when nothing is. */
	retryAt: Instant | null;
}

const FACT = "chats";
const SHAPE = storedShape<Chats>(asItIs);
export const NO_CHATS: Chats = { chats: {}, tries: 0, retryAt: null };

export function readChats(store: EventStore): Chats {
	const text = store.readFact(FACT);
	const read = text === null ? null : SHAPE.fromText(text);
	return read === null || read.isNewer ? NO_CHATS : read.value;
}

export function saveChats(store: EventStore, chats: Chats): void {
	store.writeFact(FACT, SHAPE.toText(chats));
}

/**
 * The place of the message that this page is to stand below; null for the first, where none is known, and once it was
 * refused there: a page must be read, wherever it stands.
 */
export function placeBelow(store: EventStore, page: Page): string | null {
	const incident = store.incident();
	if (!incident || !traitsOf(page.kind)?.keepsThread || page.failure === THREAD_REFUSED) return null;
	const last = pagesInChats(incident).find(({ methodId }) => methodId === page.methodId);
	const chat = readChats(store).chats[page.methodId];
	return (chat && chat.pageId === last?.id ? chat.place : last?.place) || null;
}

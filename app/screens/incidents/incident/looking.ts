import type { PresenceWord } from "../../../../worker/people/rules/presence.ts";
import { listOfNames } from "../../../state/words.ts";

/** Until when each of the others looks, by this device's own clock. */
export type Lookers = ReadonlyMap<string, number>;

/** With what was just heard; whoever was not heard of for too long is left out. */
export function withWord(lookers: Lookers, word: PresenceWord, now: number): Lookers {
	const next = new Map([...lookers].filter(([, until]) => until > now));
	if (word.forMs > 0) next.set(word.userId, now + word.forMs);
	else next.delete(word.userId);
	return next;
}

/** "Ana is looking", "Ana and Bo are looking"; empty while nobody else is. */
export function lookingWords(
	lookers: Lookers,
	now: number,
	nameOf: (userId: string) => string | undefined,
): string {
	const names = [...lookers]
		.filter(([, until]) => until > now)
		.map(([id]) => nameOf(id)?.split(/\s+/)[0])
		.filter((name) => name !== undefined);
	if (names.length === 0) return "";
	return `${listOfNames(names)} ${names.length === 1 ? "is" : "are"} looking`;
}

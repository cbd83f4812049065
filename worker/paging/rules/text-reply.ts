/** What somebody means who answers a page by text. */
import { type Incident, listedIncidents } from "./text-words.ts";

export type TextReply =
	| { kind: "act"; act: "acknowledge" | "escalate"; number: number | null }
	| { kind: "stop" }
	| { kind: "unknown" };

/** The words that providers themselves obey: they send nothing to that number from then on. */
const STOP = /^(stop|stopall|stop all|unsubscribe|cancel|end|quit|revoke|optout)$/i;

export function readTextReply(text: string): TextReply {
	const words = text.trim();
	if (STOP.test(words)) return { kind: "stop" };
	const [, code, number] = /^([46])(?:[\s#.,:]+(\d{1,9}))?[\s.!]*$/.exec(words) ?? [];
	if (code === undefined) return { kind: "unknown" };
	const act = code === "4" ? "acknowledge" : "escalate";
	return { kind: "act", act, number: number === undefined ? null : Number(number) };
}

/** An incident whose page went to the number that answers. The newest first in a list. */
export interface Answerable extends Incident {
	state: "triggered" | "acknowledged" | "resolved";
}

/**
 * Which of them a reply means: the one it names, else the only one that nobody has acknowledged, else the newest, which
 * then says what became of it. Where several wait nothing is guessed: `words` ask for the number.
 */
export function meantBy<One extends Answerable>(
	{ act, number }: Extract<TextReply, { kind: "act" }>,
	all: readonly One[],
): { meant: One } | { words: string } {
	if (number !== null) {
		const named = all.find((one) => one.number === number);
		return named ? { meant: named } : { words: `No page about #${number} went to this number today.` };
	}
	const waiting = all.filter(({ state }) => state === "triggered");
	if (waiting.length > 1) return { words: listedIncidents(act, waiting) };
	const [meant = all[0]] = waiting;
	return meant ? { meant } : { words: "No page went to this number today." };
}

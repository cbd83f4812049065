/** What a text says: a page, and the answers to replies. All within the segments that a page may take. */
import { CANNOT_TAKE_IT } from "../../platform/rules/phrases.ts";
import { visible } from "../../platform/rules/visible.ts";
import { cut, type PageMessage } from "./payload.ts";
import { fitted, MOST_SEGMENTS, plainText, segmentsOf } from "./sms-segments.ts";

const NAME_LIMIT = 40;

/** How pages are answered by text. */
export const HOW_TO_REPLY = plainText(`Reply 4 to acknowledge, 6 for: ${CANNOT_TAKE_IT}`);

/** "Tocsin P1: Checkout is down. Checkout #142. Reply 4 to acknowledge, 6 for: I can't take it." */
export function textOfPage(message: PageMessage): string {
	const { severity, kind, number } = message;
	const title = plainText(visible(message.title));
	const service = plainText(cut(message.service, NAME_LIMIT));
	if (kind === "test") return `Tocsin test page. Only you get it. ${HOW_TO_REPLY}.`;
	const where = number > 0 ? `${service} #${number}.` : `${service}.`;
	return fitted(title, (kept) =>
		[`Tocsin ${severity}: ${kept}.`, where, mayBeAnswered(message) && `${HOW_TO_REPLY}.`]
			.filter(Boolean)
			.join(" "),
	);
}

/** False for a reminder of an update, which nobody acknowledges. */
export const mayBeAnswered = ({ token, kind }: Pick<PageMessage, "token" | "kind">): boolean =>
	token !== null && kind !== "update_due";

export interface Incident {
	/** 0: it has none yet. */
	number: number;
	title: string;
}

/** "2 wait. Reply 4 142 for: Checkout is down; 4 143 for: Cards are refused." As many as the segments hold. */
export function listedIncidents(act: "acknowledge" | "escalate", waiting: readonly Incident[]): string {
	const code = act === "acknowledge" ? "4" : "6";
	const one = ({ number, title }: Incident) => `${code} ${number} for: ${plainText(cut(title, NAME_LIMIT))}`;
	const write = (some: readonly Incident[]) => `${waiting.length} wait. Reply ${some.map(one).join("; ")}.`;
	const numbered = waiting.filter(({ number }) => number > 0);
	if (numbered.length === 0) return `${waiting.length} wait. Answer them in Tocsin.`;
	let count = numbered.length;
	while (count > 1 && segmentsOf(write(numbered.slice(0, count))) > MOST_SEGMENTS) count--;
	return write(numbered.slice(0, count));
}

/** "#142: Acknowledged by you." What a reply came to. */
export function answerTo({ number, title }: Incident, words: string): string {
	const name = number > 0 ? `#${number}` : plainText(cut(title, NAME_LIMIT));
	return plainText(`${name}: ${words.replace(/\.$/, "")}.`);
}

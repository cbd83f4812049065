import type { CallAnswer, CalledIn } from "./called-in.ts";
import { cancelled } from "./cancel.ts";
import type { NewEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import type { Page } from "./incident-types.ts";
import { isPending } from "./page.ts";

/** Says whether this person comes; the same answer again says nothing. Their calls end, pages of the ladder go on. */
export function answerCall(
	incident: Incident,
	called: CalledIn,
	answer: CallAnswer,
	reason: string | null,
): NewEvent[] {
	if (called.answer === answer && called.reason === reason) return [];
	const { userId, userName, by } = called;
	const actor = { kind: "user" as const, id: userId, name: userName };
	const data = {
		userId,
		userName,
		answer,
		reason,
		by: { id: by.kind === "user" ? by.id : null, name: by.name },
	};
	const waiting = [...incident.pages.values()].filter(
		(page) => isCallOf(incident, page, userId) && isPending(page),
	);
	return [
		{ type: "responder_answered", actor, data },
		...waiting.map((page) => cancelled(page, "answered", actor)),
	];
}

/** A page by which this person was called in, in this epoch. */
export function isCallOf({ epoch }: Pick<Incident, "epoch">, page: Page, userId: string): boolean {
	return page.epoch === epoch && page.userId === userId && page.level === 0 && !page.about;
}

/** Who would be paged, in words. */
import { ms } from "../../state/calendar.ts";
import type { Escalation } from "../../state/wire.ts";
import { listOfNames, span, whenWords } from "../../state/words.ts";

/** Whom it would page, whatever policy it is by. */
export type EscalationNow = Omit<Escalation, "policy">;

/** "now", "5 min": from the first page on. */
export const afterWords = (seconds: number): string => (seconds === 0 ? "0 min" : span(seconds * 1_000));

/** "If it fails now, as a P2." and what is unusual about it. */
export function startWords({ severity, firstPageAt }: EscalationNow, now: number): string {
	if (firstPageAt === null) return `As a ${severity}, it pages no one.`;
	const waits = ms(firstPageAt) - now > 60_000;
	return waits
		? `As a ${severity}, it pages when support hours begin, ${whenWords(firstPageAt, now)}.`
		: `As a ${severity}, if it fails now.`;
}

/** Of a level at which one acknowledgement does not stop the pages. */
export const TWO_NEEDED = "Two people must acknowledge.";

/** What follows the last level. */
export function endWords(
	{ rounds, levels, admins, escalates, pagedAgainAt }: EscalationNow,
	now: number,
): string {
	if (admins.length > 0) return `No level reaches anyone. Tocsin pages the admins: ${listOfNames(admins)}.`;
	// What a device remembers of an earlier version says nothing of it.
	if (escalates === false)
		return pagedAgainAt === null
			? "It doesn’t escalate by itself."
			: `It doesn’t escalate by itself. Paged again when support hours begin, ${whenWords(pagedAgainAt, now)}, until someone acknowledges.`;
	const last = levels.at(-1)?.level ?? 0;
	const again = rounds === 1 ? "" : rounds === 2 ? "Repeats once. " : `Repeats ${rounds - 1} times. `;
	return `${again}Then level ${last} again every 10 min until someone acknowledges.`;
}

/** "You", "Ana", "Ana and Bo", or what the level names when it reaches no person. */
export function levelNames(level: Escalation["levels"][number], myId: string | undefined): string {
	const people = level.people.map(({ userId, name }) => (userId === myId ? "You" : name));
	if (people.length > 3) return `${people.slice(0, 2).join(", ")}, and ${people.length - 2} more`;
	return listOfNames(people) || listOfNames(level.targets.map(({ name }) => name)) || "No one";
}

/** "iPhone, then SMS": with what the first person is rung; nothing when there are several. */
export const methodWords = ({ people }: Escalation["levels"][number]): string =>
	people.length === 1 ? (people[0]?.methods ?? []).join(", ") : "";

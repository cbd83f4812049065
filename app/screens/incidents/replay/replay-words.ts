/** A replay in sentences: what time it is there, who has it, and what was to come. */

import type { Incident as Folded } from "../../../../worker/incidents/rules/incident.ts";
import type { Actor } from "../../../../worker/platform/rules/caller.ts";
import { NOT_ACKNOWLEDGED, pagesIn, pagingNow } from "../../../../worker/platform/rules/phrases.ts";
import { toWire } from "../../../../worker/platform/rules/time.ts";
import { onCalendar } from "../../../state/calendar.ts";
import { firstWords } from "../../../state/first-acknowledgement.ts";
import type { Incident } from "../../../state/wire.ts";
import { countdown, listOfNames, ms, NEVER, span, timeToSecond } from "../../../state/words.ts";

export const SPEEDS = ["1", "10", "60"] as const;
export type Speed = (typeof SPEEDS)[number];

/** "03:12:09, 2 min 4 s in": what a screen reader says of the slider. */
export const instantWords = (at: number, from: number, zone?: string): string =>
	`${timeToSecond(at, zone)}, ${span(at - from)} in`;

/** "Mon, Nov 23, 2026": short, since it stands beside the slider of a phone. */
export function dayWords(at: number, zone?: string): string {
	const there = onCalendar(at, zone);
	return there
		? `${there.weekday.slice(0, 3)}, ${there.month.slice(0, 3)} ${there.date}, ${there.year}`
		: NEVER;
}

/** "Not acknowledged", "Acknowledged by you at 03:12:09", "Resolved at 03:40:10 by Ana". */
export function standWords(incident: Folded, meId?: string, zone?: string): string {
	if (incident.soak) return `Works again, watched until ${timeToSecond(incident.soak.untilAt, zone)}`;
	if (incident.state === "triggered") return firstWords(incident, meId) ?? NOT_ACKNOWLEDGED;
	if (incident.state === "resolved") return `Resolved at ${timeToSecond(incident.resolvedAt ?? 0, zone)}`;
	const at = incident.acknowledgedAt === null ? "" : ` at ${timeToSecond(incident.acknowledgedAt, zone)}`;
	return `Acknowledged by ${whoIs(incident.acknowledgedBy, meId)}${at}`;
}

function whoIs(who: Actor | null, meId?: string): string {
	if (who === null) return "someone";
	return who.kind === "user" && meId !== undefined && who.id === meId ? "you" : who.name;
}

/** "Pages Bo in 3:41", "Paging Bo now"; null when no one was to be paged, or nothing is known of it. */
export function nextWords(next: Incident["nextEscalation"], at: number): string | null {
	if (!next) return null;
	const who = listOfNames([...new Set(next.targets.map(({ name }) => name))]) || `level ${next.level}`;
	return ms(next.at) <= at ? pagingNow(who) : `${pagesIn(who)} ${countdown(ms(next.at) - at)}`;
}

/** "Public update due in 3:41", "Public update overdue since 03:40"; null where the public was promised nothing. */
export function promiseWords(incident: Folded, at: number, zone?: string): string | null {
	const { nextUpdateDueAt: dueAt, published, state } = incident;
	if (dueAt === null || !published || state === "resolved") return null;
	if (dueAt > at) return `Public update due in ${countdown(dueAt - at)}`;
	return `Public update overdue since ${timeToSecond(dueAt, zone)}`;
}

/** The address of an instant: whole seconds where they are, so that it can be read. */
export const addressOf = (at: number): string => toWire(at).replace(".000Z", "Z");

/** What the address says; null where that is no instant. */
export function instantIn(text: string | undefined): number | null {
	const at = text === undefined ? Number.NaN : Date.parse(text);
	return Number.isNaN(at) ? null : at;
}

export const ROLE_WORDS = { lead: "Incident lead", communications: "Communications lead", scribe: "Scribe" };

/** "Incident lead: Ana. Scribe: Bo." */
export function roleWords(incident: Folded): string {
	const named = (Object.keys(ROLE_WORDS) as (keyof typeof ROLE_WORDS)[]).flatMap((role) => {
		const who = incident.roles[role];
		return who ? [`${ROLE_WORDS[role]}: ${who.name}`] : [];
	});
	return named.join(" · ");
}

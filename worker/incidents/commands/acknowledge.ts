import type { Actor } from "../../platform/rules/caller.ts";
import { type Instant, toWireOrNull } from "../../platform/rules/time.ts";
import { cancelled, cancelPending } from "../rules/cancel.ts";
import type { Decision } from "../rules/decision.ts";
import type { EventData, NewEvent } from "../rules/events.ts";
import { type Incident, pageRef } from "../rules/incident.ts";
import type { Page } from "../rules/incident-types.ts";
import { isPending } from "../rules/page.ts";
import { isSameHand, levelOfTwo } from "../rules/two-people.ts";
import { type CommandFacts, command } from "./command.ts";
import { empty } from "./fields.ts";

/** The bearer of a page says which, and when they pressed. */
export interface OfPage {
	occurredAt?: Instant | undefined;
	pageId?: string | undefined;
}

const call = {
	method: "put",
	path: "acknowledgement",
	summary: "Acknowledge: stops paging",
	body: empty,
} as const;

export const acknowledge = command<typeof call, OfPage>({ call, decide: take });

/** Also what a snooze begins with. */
export function take(
	{ incident, paging, actor }: Pick<CommandFacts, "incident" | "paging" | "actor">,
	fields: OfPage,
): Decision {
	const { state, firstAcknowledgement: first, ladder } = incident;
	if (state === "acknowledged") return { events: hasIt(incident, actor, ladder.run + 1) };
	if (first !== null && isSameHand(first.by, actor)) return { events: hasIt(incident, actor, ladder.run) };
	const data = {
		pageId: fields.pageId ?? null,
		occurredAt: toWireOrNull(fields.occurredAt ?? null),
		becomesLead: actor.kind === "user" && incident.roles.lead === undefined,
	};
	const level = first === null ? levelOfTwo(incident, paging) : null;
	if (level !== null) return { events: takeFirst(incident, actor, { ...data, level }) };
	const events: NewEvent[] = [
		{ type: "acknowledged", actor, data },
		...cancelPending(incident, "acknowledged", actor),
	];
	// A test page has nothing to repair: whoever acknowledges it has shown what it was for.
	if (incident.source.kind === "test")
		events.push({ type: "resolved", actor, data: { note: null, disposition: null } });
	return { events };
}

/** Nothing more goes to this person; everybody else is paged as before. */
function takeFirst(incident: Incident, actor: Actor, data: EventData["first_acknowledged"]): NewEvent[] {
	const isTheirs = (page: Page) =>
		actor.kind === "user" && page.userId === actor.id && !page.about && isPending(page);
	return [
		{ type: "first_acknowledged", actor, data },
		...[...incident.pages.values()].filter(isTheirs).map((page) => cancelled(page, "acknowledged", actor)),
	];
}

/** Somebody who has it, or while another has it, was called in: their word is no further acknowledgement, and ends their calls. */
function hasIt(incident: Incident, actor: Actor, run: number): NewEvent[] {
	const calls = [...incident.pages.values()].filter(
		(page) =>
			page.epoch === incident.epoch &&
			page.run === run &&
			page.level === 0 &&
			page.userId !== null &&
			page.userId === actor.id &&
			!page.about &&
			!page.isAnswered &&
			page.state !== "cancelled",
	);
	return calls.flatMap((page): NewEvent[] => [
		{ type: "page_answered", actor, data: { ...pageRef(page), answer: "has_it" } },
		...(isPending(page) ? [cancelled(page, "answered", actor)] : []),
	]);
}

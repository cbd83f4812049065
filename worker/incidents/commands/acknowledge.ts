import type { Actor } from "../../platform/rules/caller.ts";
import { type Instant, toWireOrNull } from "../../platform/rules/time.ts";
import { cancelled, cancelPending } from "../rules/cancel.ts";
import type { Decision } from "../rules/decision.ts";
import type { EventData, NewEvent } from "../rules/events.ts";
import { type Incident, pageRef } from "../rules/incident.ts";
import { isPending } from "../rules/page.ts";
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
	{ incident, actor }: Pick<CommandFacts, "incident" | "actor">,
	fields: OfPage,
): Decision {
	if (incident.state === "acknowledged") return { events: hasIt(incident, actor) };
	const data: EventData["acknowledged"] = {
		pageId: fields.pageId ?? null,
		occurredAt: toWireOrNull(fields.occurredAt ?? null),
		becomesLead: actor.kind === "user" && incident.roles.lead === undefined,
	};
	const events: NewEvent[] = [
		{ type: "acknowledged", actor, data },
		...cancelPending(incident, "acknowledged", actor),
	];
	// A test page has nothing to repair: whoever acknowledges it has shown what it was for.
	if (incident.source.kind === "test")
		events.push({ type: "resolved", actor, data: { note: null, disposition: null } });
	return { events };
}

/** Somebody was called in while another had acknowledged: their word is no second acknowledgement, and ends their calls. */
function hasIt(incident: Incident, actor: Actor): NewEvent[] {
	const { run } = incident.ladder;
	const calls = [...incident.pages.values()].filter(
		(page) =>
			page.epoch === incident.epoch &&
			page.run === run + 1 &&
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

import type { Actor } from "../../platform/rules/caller.ts";
import type { EventData, NewEvent } from "./events.ts";
import { type Incident, pageRef } from "./incident.ts";
import type { Page } from "./incident-types.ts";
import { isPending } from "./page.ts";

/** The events that void every page still waiting. A new run takes over the people whom somebody called in before it. */
export function cancelPending(
	incident: Incident,
	reason: EventData["page_cancelled"]["reason"],
	actor: Actor,
): NewEvent[] {
	const isTakenOver = (page: Page) =>
		reason === "superseded" && page.level === 0 && !page.about && page.run === incident.ladder.run + 1;
	return [...incident.pages.values()]
		.filter((page) => isPending(page) && !isTakenOver(page))
		.map((page) => cancelled(page, reason, actor));
}

/** The event that voids one page. */
export function cancelled(page: Page, reason: EventData["page_cancelled"]["reason"], actor: Actor): NewEvent {
	return { type: "page_cancelled", actor, data: { ...pageRef(page), reason } };
}

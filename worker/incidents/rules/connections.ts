import { traitsOf } from "../../paging/channels/registry.ts";
import type { Incident } from "./incident.ts";
import type { Page } from "./incident-types.ts";

/** Of the connections that an incident has, so many may wait for channels of which nobody tells whether a page arrived. */
const MOST_UNTOLD = 4;
/** And so many for one kind of them: a provider that hangs leaves room for the next. */
const MOST_OF_A_KIND = 3;

/**
 * True where a page must wait for others of its sort that are `inFlight`. Phones and webhooks never wait by this: what
 * is slow or dead at a provider of messages takes no connection from them.
 */
export function isCrowded(incident: Incident, pageId: string, inFlight: ReadonlySet<string>): boolean {
	const page = incident.pages.get(pageId);
	if (!page || !isUntold(page)) return false;
	const waiting = [...inFlight].flatMap((id) => incident.pages.get(id) ?? []).filter(isUntold);
	return (
		waiting.length >= MOST_UNTOLD || waiting.filter(({ kind }) => kind === page.kind).length >= MOST_OF_A_KIND
	);
}

const isUntold = ({ kind }: Page) => traitsOf(kind)?.arrival === "untold";

import type { StandingMessage } from "../../paging/channels/channel.ts";
import { pageBody, pageTitle } from "../../paging/rules/payload.ts";
import type { Env } from "../../platform/env.ts";
import { publicUrl } from "../../platform/settings.ts";
import { mayAnswer, stateWords } from "../rules/chat-thread.ts";
import type { Incident } from "../rules/incident.ts";
import type { Page } from "../rules/incident-types.ts";
import type { EventStore } from "./event-store.ts";

/** What the one message about an incident says to the person of this page. `cause`: what was seen; null: not a word of it. */
export function standingMessage(
	env: Env,
	store: EventStore,
	incident: Incident,
	page: Page,
	cause: string | null,
): StandingMessage {
	const { id: incidentId, number, severity, title, service, source, flapping } = incident;
	const kind = source.kind === "test" ? "test" : "page";
	return {
		title: pageTitle({ severity, title }),
		body: pageBody({ kind, number, service: service.name, cause, attempt: 1, flapping: flapping !== null }),
		state: stateWords(incident, resolvedBy(store, incident)),
		page: mayAnswer(incident, page) ? { incidentId, pageId: page.id, epoch: page.epoch } : null,
		navigate: `${publicUrl(env)}/app/incidents/${incidentId}`,
	};
}

function resolvedBy(store: EventStore, { state }: Incident): string | null {
	if (state !== "resolved") return null;
	const end = store.eventsAfter(0).findLast(({ type }) => type === "resolved");
	return end?.actor.kind === "user" ? end.actor.name : null;
}

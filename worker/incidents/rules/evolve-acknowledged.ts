import type { EventData, EventType, IncidentEvent } from "./events.ts";
import { noteComing } from "./evolve-called-in.ts";
import type { Incident } from "./incident.ts";

type Of<T extends EventType> = Extract<IncidentEvent, { type: T }>;

/** Somebody has it: where two people are needed, the first of them. */
export function applyAcknowledged(incident: Incident, { actor, at, data }: Of<"acknowledged">): void {
	incident.state = "acknowledged";
	incident.acknowledgedBy = incident.firstAcknowledgement?.by ?? actor;
	incident.firstAcknowledgement = null;
	incident.acknowledgedAt = at;
	incident.lastHumanAt = at;
	incident.acknowledgeBy = null;
	// Whoever asked for the next level has their answer: somebody has it.
	incident.ladder.asked = null;
	leadIf(incident, data, actor);
	noteComing(incident, actor.id, "accepted");
}

/** Somebody leads, and a second person is needed: the ladder goes on without the first. */
export function applyFirstAcknowledged(
	incident: Incident,
	{ actor: by, at, data }: Of<"first_acknowledged">,
): void {
	incident.firstAcknowledgement = { by, at, level: data.level };
	for (const page of incident.pages.values())
		if (by.kind === "user" && page.userId === by.id && !page.about) page.isAnswered = true;
	leadIf(incident, data, by);
	noteComing(incident, by.id, "accepted");
}

function leadIf(
	incident: Incident,
	{ becomesLead }: Pick<EventData["acknowledged"], "becomesLead">,
	{ id, name }: IncidentEvent["actor"],
): void {
	if (becomesLead && id !== null) incident.roles.lead = { id, name };
}

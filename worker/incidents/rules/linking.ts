/**
 * A link between two incidents: people say that they have to do with each other, and nothing else follows from it. Each of
 * the two keeps it, as an event of its own timeline. See docs/merging.md.
 */
import type { Actor } from "../../platform/rules/caller.ts";
import type { NewEvent } from "./events.ts";
import { type Incident, nameFor } from "./incident.ts";
import type { NamedIncident } from "./incident-types.ts";

/** More say nothing any more, and a timeline must not be filled with them. */
export const LINKS_UP_TO = 20;

/** What the other of the two is told. Told twice, it changes nothing. */
export interface LinkStep {
	kind: "link" | "unlink";
	other: NamedIncident;
	actor: Actor;
}

type Facts = Pick<Incident, "id" | "number" | "drill" | "linked">;

/** What a step leads to at one of the two: nothing where it is so already, null where no further link is taken. */
export function linkEvents(incident: Pick<Facts, "linked">, step: LinkStep): NewEvent[] | null {
	const { kind, other, actor } = step;
	if (incident.linked.has(other.incidentId) === (kind === "link")) return [];
	if (kind === "link" && incident.linked.size >= LINKS_UP_TO) return null;
	return [{ type: kind === "link" ? "linked" : "unlinked", actor, data: other }];
}

/** Why these two cannot be linked, in a sentence; null when they can. */
export function whyNotLinked(incident: Facts, other: Pick<Facts, "id" | "drill">): string | null {
	const name = nameFor(incident);
	if (incident.id === other.id) return `${name} can’t be linked to itself.`;
	if (incident.drill !== other.drill) return "A drill and a real incident can’t be linked.";
	const isFull = incident.linked.size >= LINKS_UP_TO && !incident.linked.has(other.id);
	return isFull ? `${name} has ${LINKS_UP_TO} links. Remove one first.` : null;
}

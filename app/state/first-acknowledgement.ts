import type { IncidentState } from "../../worker/incidents/rules/incident-types.ts";
import type { Actor } from "../../worker/platform/rules/caller.ts";
import { SECOND_NEEDED } from "../../worker/platform/rules/phrases.ts";

/** An incident as it is told, or as it is folded from its timeline. */
interface Said {
	firstAcknowledgement?: { by: Actor } | null | undefined;
}

/** Whether this person acknowledged while a second one is still needed: it is not on them to acknowledge any more. */
export const isFirst = ({ firstAcknowledgement: first }: Said, myId: string | undefined): boolean =>
	first?.by.kind === "user" && first.by.id === myId;

/** Whether it asks this person for an acknowledgement. */
export const canAcknowledge = (
	incident: Said & { state: IncidentState },
	myId: string | undefined,
): boolean => incident.state === "triggered" && !isFirst(incident, myId);

/**
 * "You acknowledged, a second person is needed", or in brief "1 of 2 acknowledged: You", which a long name
 * cannot cut off; null where nobody has, or one is enough.
 */
export const firstWords = (incident: Said, myId: string | undefined, isBrief = false): string | null => {
	const { firstAcknowledgement: first } = incident;
	if (!first) return null;
	const who = isFirst(incident, myId) ? "You" : first.by.name;
	return isBrief ? `1 of 2 acknowledged: ${who}` : `${who} acknowledged, ${SECOND_NEEDED}`;
};

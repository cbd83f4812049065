import { SECOND_NEEDED } from "../../worker/platform/rules/phrases.ts";
import type { Incident } from "./wire.ts";

type Said = Pick<Incident, "firstAcknowledgement">;

/** Whether this person acknowledged while a second one is still needed: it is not on them to acknowledge any more. */
export const isFirst = ({ firstAcknowledgement: first }: Said, myId: string | undefined): boolean =>
	first?.by.kind === "user" && first.by.id === myId;

/** "You acknowledged, a second person is needed"; null where nobody has, or one is enough. */
export function firstWords(incident: Said, myId: string | undefined): string | null {
	const { firstAcknowledgement: first } = incident;
	return first ? `${isFirst(incident, myId) ? "You" : first.by.name} acknowledged, ${SECOND_NEEDED}` : null;
}

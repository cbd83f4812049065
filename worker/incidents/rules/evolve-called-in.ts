import { isCallOf } from "./answer-call.ts";
import type { CallAnswer } from "./called-in.ts";
import type { EventData, EventType, IncidentEvent } from "./events.ts";
import type { Incident } from "./incident.ts";

type Of<T extends EventType> = Extract<IncidentEvent, { type: T }>;

/** Whoever is called in again is asked again. */
export function applyResponderAdded(incident: Incident, { actor: by, data }: Of<"responder_added">): void {
	for (const { id: userId, name: userName } of data.people ?? [])
		incident.calledIn.set(userId, { userId, userName, by, answer: null, reason: null });
}

export function applyCallAnswered(
	incident: Incident,
	{ userId, answer, reason }: EventData["responder_answered"],
): void {
	const called = incident.calledIn.get(userId);
	if (called) incident.calledIn.set(userId, { ...called, answer, reason });
	for (const page of incident.pages.values()) if (isCallOf(incident, page, userId)) page.isAnswered = true;
}

/** Whoever was called in and answers a page of it has said whether they come. */
export function noteComing(incident: Incident, userId: string | null, answer: CallAnswer): void {
	const called = userId === null ? undefined : incident.calledIn.get(userId);
	if (called?.answer === null) incident.calledIn.set(called.userId, { ...called, answer });
}

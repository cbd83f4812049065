import { asItIs, type Plain, type StoredShape, storedShape } from "../../platform/rules/stored-shape.ts";
import type { IncidentEvent, StoredEvent } from "./events.ts";
import { EVENT_TYPES, type EventType } from "./events.ts";
import type { TimelineEvent } from "./incident-types.ts";

/** The `data` of an event as it is stored: each type has a version of its own. */
const FIRST = storedShape<Plain>(asItIs);
const OTHERS: Partial<Record<EventType, StoredShape<Plain>>> = {
	// Earlier versions did not say these.
	alert_resolved: storedShape((data) => ({ reason: null, held: false, ...data })),
	recovery_checked: storedShape((data) => ({ unanswered: [], ...data })),
};
const SHAPES: ReadonlyMap<string, StoredShape<Plain>> = new Map(
	EVENT_TYPES.map((type) => [type, OTHERS[type] ?? FIRST]),
);

/** A row of the incident's object or of the database. What a newer version of the code wrote is `unknown`, and whole. */
export function readEvent(row: TimelineEvent): StoredEvent {
	const { seq, type, at, actor } = row;
	const read = SHAPES.get(type)?.unwrap(row.data);
	if (!read || read.isNewer) return { seq, type: "unknown", name: type, at, actor, data: row.data };
	// The steps of the type's shape lead to its data.
	return { seq, type, at, actor, data: read.value } as IncidentEvent;
}

/** The event as a row is to hold it. */
export function rowOf(event: StoredEvent): TimelineEvent {
	const { seq, type, at, actor } = event;
	if (type === "unknown") return { seq, type: event.name, at, actor, data: event.data };
	const shape = SHAPES.get(type) ?? FIRST;
	return { seq, type, at, actor, data: shape.wrap({ ...event.data }) as Plain };
}

/** The event as the timeline shows it: `data` is in wire form already. What is unknown is shown as it was written. */
export function asTimeline(event: StoredEvent): TimelineEvent {
	const { seq, at, actor } = event;
	const type = event.type === "unknown" ? event.name : event.type;
	return { seq, type, at, actor, data: { ...event.data } };
}

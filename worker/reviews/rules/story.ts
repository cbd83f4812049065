import type { EventType } from "../../incidents/rules/events.ts";
import type { IncidentView, TimelineEvent } from "../../incidents/rules/incident-types.ts";
import type { SeverityRule } from "../../paging/rules/severity.ts";
import type { Instant } from "../../platform/rules/time.ts";

/** All that a draft is made of: the incident as it is, its whole timeline, and what its severity asks for. */
export interface Story {
	view: IncidentView;
	events: TimelineEvent[];
	rule: SeverityRule;
}

/** A text field of an event; empty where an older or imported event does not have it. */
export function textOf(event: TimelineEvent, name: string): string {
	const value = event.data?.[name];
	return typeof value === "string" ? value : "";
}

/** A number of an event; null where it does not have it. */
export function numberOf(event: TimelineEvent, name: string): number | null {
	const value = event.data?.[name];
	return typeof value === "number" ? value : null;
}

/** The objects of a list in an event; none where it is no such list. */
export function listOf(event: TimelineEvent, name: string): Record<string, unknown>[] {
	const value = event.data?.[name];
	return Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
}

export const ofType = (events: TimelineEvent[], ...types: EventType[]): TimelineEvent[] =>
	events.filter(({ type }) => (types as string[]).includes(type));

export const publicUpdates = (events: TimelineEvent[]): TimelineEvent[] =>
	ofType(events, "update_published").filter((event) => textOf(event, "audience") === "public");

/** True once customers could read of it: published by itself, by a raised severity, or by a person's update. */
export function wasPublic(events: TimelineEvent[]): boolean {
	const [first] = events;
	if (!first?.data?.component) return false;
	const byItself = ofType(events, "triggered", "severity_changed").some(
		(event) => event.data.public === true,
	);
	return byItself || publicUpdates(events).length > 0;
}

/** What a note says after one of these words and a colon: "Went well: the runbook". Null for any other note. */
export function saidAfter(event: TimelineEvent, words: RegExp): string | null {
	const said = new RegExp(`^\\s*(?:${words.source})\\s*:\\s*(.+)$`, "is").exec(textOf(event, "text"));
	return said?.[1] ?? null;
}

export interface Figures {
	/** From the first failing observation to the incident; null when the two are told in the wrong order. */
	detectMs: number | null;
	/** From the incident to its first acknowledgement. */
	acknowledgeMs: number | null;
	/** From the incident to its last resolve; null while it is open. */
	resolveMs: number | null;
}

/** The first acknowledgement, also of an incident that was reopened; null for none. */
export const firstAcknowledgedAt = (events: TimelineEvent[]): Instant | null =>
	ofType(events, "acknowledged")[0]?.at ?? null;

export function figuresOf({ view, events }: Pick<Story, "view" | "events">): Figures {
	const acknowledgedAt = firstAcknowledgedAt(events);
	return {
		detectMs: spanOf(view.detectedAt, view.triggeredAt),
		acknowledgeMs: spanOf(view.triggeredAt, acknowledgedAt),
		resolveMs: spanOf(view.triggeredAt, view.resolvedAt),
	};
}

function spanOf(from: Instant, to: Instant | null): number | null {
	return to !== null && to >= from ? to - from : null;
}

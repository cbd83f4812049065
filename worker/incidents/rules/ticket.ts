/** A severity may want a ticket in another tool: one an incident, for good. */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { ruleFor, type Severity } from "../../paging/rules/severity.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { hours, type Instant } from "../../platform/rules/time.ts";
import type { NewEvent, StoredEvent } from "./events.ts";
import type { Incident } from "./incident.ts";

export const TICKET_STATES = ["creating", "created", "failed"] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** What is older was told before, or never will be: an incident that is told from its beginning files nothing late. */
const FRESH_MS = hours(24);

/** The tracker or webhook that these events want a ticket in; null for none. Drills and tests file none. */
export function ticketWanted(
	incident: Pick<Incident, "drill" | "source">,
	paging: Pick<PagingPlan, "severityPolicy">,
	events: readonly StoredEvent[],
	now: Instant,
): string | null {
	if (incident.drill || incident.source.kind === "test") return null;
	for (const event of events) {
		const severity = severityIn(event);
		if (severity === null || event.at < now - FRESH_MS) continue;
		const rule = ruleFor(paging.severityPolicy, severity);
		const target = rule.ticketTrackerId ?? rule.ticketWebhookId;
		if (target) return target;
	}
	return null;
}

/** The severity that the incident has from this event on; null where that is not new. */
function severityIn(event: StoredEvent): Severity | null {
	if (event.type === "triggered") return event.data.severity;
	return event.type === "severity_changed" ? event.data.to : null;
}

/** What became of it. `marker` is the same for every try. */
export interface TicketResult {
	marker: string;
	/** For people: "GitHub". */
	where: string;
	key: string | null;
	url: string | null;
	/** Null when it is there. */
	failure: string | null;
}

/** The line of the timeline, once: told again it is nothing new. */
export function ticketEvents(
	{ ticketSaid }: Pick<Incident, "ticketSaid">,
	{ marker, where, key, url, failure }: TicketResult,
): NewEvent[] {
	if (ticketSaid !== null) return [];
	if (failure === null) return [{ type: "ticket_filed", actor: SYSTEM, data: { marker, where, key, url } }];
	return [{ type: "ticket_failed", actor: SYSTEM, data: { marker, where, reason: failure } }];
}

/**
 * Whom a severity names to be told, without being paged: of the begin, of each stakeholder update, and of the end. And who
 * is asked to take a role over.
 */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { ruleFor, type Severity } from "../../paging/rules/severity.ts";
import { hours, type Instant } from "../../platform/rules/time.ts";
import type { StoredEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import { severityThen } from "./webhook-news.ts";

export const TOLD_OF = ["began", "update", "ended", "handover"] as const;
export type ToldOf = (typeof TOLD_OF)[number];

/** One word for one person. */
export interface PersonTold {
	seq: number;
	userId: string;
	what: ToldOf;
	/** The words of an update or a hand-over; empty for the others. */
	message: string;
}

/** What is older was told before, or helps nobody any more. */
const FRESH_MS = hours(24);

const HANDED = { lead: "incident lead", communications: "communications lead" };

/** Who is told of these events, the last of the incident's. Of drills and tests nobody is. */
export function peopleTold(
	incident: Incident,
	{ severityPolicy }: Pick<PagingPlan, "severityPolicy">,
	events: readonly StoredEvent[],
	now: Instant,
): PersonTold[] {
	if (incident.drill || incident.source.kind === "test") return [];
	const named = (severity: Severity) => ruleFor(severityPolicy, severity).notifyUserIds;
	return events.flatMap((event): PersonTold[] => {
		const { seq, at } = event;
		if (at < now - FRESH_MS) return [];
		const told = (what: ToldOf, userIds: string[], message = "") =>
			userIds.map((userId) => ({ seq, userId, what, message }));
		const all = () => named(severityThen(incident, events, seq));
		switch (event.type) {
			case "triggered":
				return told("began", named(event.data.severity));
			case "severity_changed": {
				const known = named(event.data.from);
				return told(
					"began",
					named(event.data.to).filter((id) => !known.includes(id)),
				);
			}
			case "reopened":
				return told("began", all());
			case "update_published":
				return event.data.audience === "stakeholders" ? told("update", all(), event.data.message) : [];
			case "handover_offered":
				return told(
					"handover",
					[event.data.userId],
					`${event.actor.name} asks you to take over as ${HANDED[event.data.role]}.`,
				);
			case "resolved":
				return told("ended", all());
			default:
				return [];
		}
	});
}

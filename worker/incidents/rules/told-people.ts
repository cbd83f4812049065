/** Whom a severity names to be told, without being paged: of the begin, of each stakeholder update, and of the end. */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { ruleFor, type Severity } from "../../paging/rules/severity.ts";
import { hours, type Instant } from "../../platform/rules/time.ts";
import type { StoredEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import { severityThen } from "./webhook-news.ts";

export const TOLD_OF = ["began", "update", "ended"] as const;
export type ToldOf = (typeof TOLD_OF)[number];

/** One word for one person. */
export interface PersonTold {
	seq: number;
	userId: string;
	what: ToldOf;
	/** The update's own words; empty for the others. */
	message: string;
}

/** What is older was told before, or helps nobody any more. */
const FRESH_MS = hours(24);

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
			case "resolved":
				return told("ended", all());
			default:
				return [];
		}
	});
}

import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { isRaised, ruleFor, type Severity } from "../../paging/rules/severity.ts";
import { firstPageAt } from "../../paging/rules/severity-hours.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { type Instant, toWireOrNull } from "../../platform/rules/time.ts";
import { withdrawn } from "./cadence-events.ts";
import { cancelPending } from "./cancel.ts";
import type { EventData, NewEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import { AUDIENCES } from "./incident-types.ts";
import { timesOf } from "./opening.ts";

/** Another severity, and what it voids. The same severity again: nothing. */
export function severityChange(
	{ incident, paging, actor, now }: { incident: Incident; paging: PagingPlan; actor: Actor; now: Instant },
	to: Severity,
	reason: string | null,
): NewEvent[] {
	if (to === incident.severity) return [];
	const rule = ruleFor(paging.severityPolicy, to);
	const newRun = incident.state === "triggered" && isRaised(incident.severity, to);
	const data: EventData["severity_changed"] = {
		from: incident.severity,
		to,
		urgency: rule.urgency,
		reason,
		firstPageAt: toWireOrNull(firstPageAt(paging, to, now)),
		newRun,
		public: rule.publish === "automatic",
		publicUpdateEverySeconds: rule.publicUpdateEverySeconds,
		...timesOf(paging, to, incident.drill),
	};
	const isSilenced = rule.page === "never";
	const why = newRun ? "superseded" : isSilenced ? "severity" : null;
	const cancelled = why === null ? [] : cancelPending(incident, why, actor);
	// What was promised before is promised no more.
	const reminders = why === null ? withdrawn(incident, AUDIENCES, "superseded") : [];
	return [{ type: "severity_changed", actor, data }, ...cancelled, ...reminders];
}

import { z } from "@hono/zod-openapi";
import { isRaised, ruleFor, SEVERITIES } from "../../paging/rules/severity.ts";
import { firstPageAt } from "../../paging/rules/severity-hours.ts";
import { line } from "../../platform/contract/fields.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import { withdrawn } from "../rules/cadence-events.ts";
import { cancelPending } from "../rules/cancel.ts";
import { NOTHING } from "../rules/decision.ts";
import type { EventData } from "../rules/events.ts";
import { AUDIENCES } from "../rules/incident-types.ts";
import { timesOf } from "../rules/opening.ts";
import { command } from "./command.ts";
import { REASON_LENGTH } from "./fields.ts";

export const severity = command({
	call: {
		method: "put",
		path: "severity",
		summary: "Change severity",
		body: z.strictObject({ severity: z.enum(SEVERITIES), reason: line(REASON_LENGTH).optional() }),
	},
	decide({ incident, paging, actor, now }, { severity: to, reason }) {
		if (to === incident.severity) return NOTHING;
		const rule = ruleFor(paging.severityPolicy, to);
		const newRun = incident.state === "triggered" && isRaised(incident.severity, to);
		const data: EventData["severity_changed"] = {
			from: incident.severity,
			to,
			urgency: rule.urgency,
			reason: reason ?? null,
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
		return { events: [{ type: "severity_changed", actor, data }, ...cancelled, ...reminders] };
	},
});

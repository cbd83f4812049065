import type { Alert } from "../../../incidents/rules/alert.ts";
import { severityOfWord } from "../../../paging/rules/severity.ts";
import { boundedDetails, boundedKey, hashed, oneLine, safeLinks } from "../plain.ts";
import { type DatadogEvent, datadogEvent } from "./payload.ts";

/** Null for what is no event of Datadog. */
export function readDatadog(payload: unknown): Alert[] | null {
	const parsed = datadogEvent.safeParse(payload);
	if (!parsed.success) return null;
	const event = cleaned(parsed.data);
	const { transition, subject } = stateOf(event);
	const action: Alert["action"] = transition.includes("recovered") ? "resolve" : "trigger";
	return [
		{
			action,
			dedupKey: keyOf(event, subject),
			memberKey: null,
			title: oneLine(subject) || "Alert from Datadog",
			severity: severityOf(event, transition),
			source: oneLine(event.hostname, 255) || "datadog",
			details: boundedDetails(detailsOf(event)),
			links: safeLinks([{ href: event.link, text: "Datadog" }]),
		},
	];
}

/** A variable that Datadog does not know or does not fill stays as it was written, or says "null". */
function cleaned(event: DatadogEvent): DatadogEvent {
	const isEmpty = (value: unknown) => typeof value === "string" && /^(\$[A-Z_]+|null)$/i.test(value.trim());
	const kept = Object.entries(event).map(([name, value]) => [name, isEmpty(value) ? "" : value]);
	return Object.fromEntries(kept) as DatadogEvent;
}

/** "[P1] [Triggered on {host:web-1}] Errors" says what the template says apart; all that begins and ends there has one subject. */
function stateOf({ title, alertTransition }: DatadogEvent): { transition: string; subject: string } {
	const marks = /^(?:\s*\[(?:[^\]{]|\{[^}]*\})*\])+/.exec(title)?.[0] ?? "";
	const named = /\[((?:re-)?(?:triggered|warn|no data|recovered|renotify)[^\]]*)/i.exec(marks)?.[1] ?? "";
	const [, scope = ""] = /\{([^}]*)\}/.exec(named) ?? [];
	const subject = title.slice(marks.length).trim() || title;
	return {
		transition: (alertTransition || named).toLowerCase(),
		subject: scope ? `${subject} on ${scope}` : subject,
	};
}

/** A cycle begins with the trigger and ends with the recovery; without it the monitor and its scope are the key. */
function keyOf({ alertCycleKey, alertId, alertScope }: DatadogEvent, subject: string): string {
	if (alertCycleKey) return boundedKey(alertCycleKey);
	if (alertId) return boundedKey([alertId, alertScope].filter(Boolean).join("/"));
	return `title:${hashed(subject)}`;
}

/** The monitor's priority; without one a warning is a warning, and the type of the event says the rest. */
function severityOf(event: DatadogEvent, transition: string): Alert["severity"] {
	const given = severityOfWord(event.alertPriority);
	if (given) return given;
	return severityOfWord(transition.includes("warn") ? "warning" : event.alertType);
}

function detailsOf(event: DatadogEvent): Record<string, unknown> {
	const { alertTransition: transition, alertScope: scope, tags, alertId: monitorId } = event;
	const fields = {
		message: event.text || event.body,
		transition,
		scope,
		tags,
		monitorId,
		org: event.org.name,
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

import type { PagingPlan, Target } from "../../paging/rules/paging-plan.ts";
import { isRaised, ruleFor, type Severity } from "../../paging/rules/severity.ts";
import { firstPageAt } from "../../paging/rules/severity-hours.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { type Instant, seconds, toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { cancelled, cancelPending } from "./cancel.ts";
import type { EventData, NewEvent } from "./events.ts";
import { cannotTake, escalate } from "./hand-on.ts";
import { dueAfter, type Incident, pageRef } from "./incident.ts";
import type { Disposition, IncidentRole, IncidentStatus } from "./incident-types.ts";
import { isPending } from "./page.ts";

export type RefusalCode = "incident_resolved" | "conflict";

/** What a command leads to: events to append (none: it had already happened), or why not. */
export type Decision = { events: NewEvent[] } | { refusal: { code: RefusalCode; detail: string } };

export type Command =
	| { kind: "acknowledge"; occurredAt?: Instant | undefined; pageId?: string | undefined }
	| { kind: "cannot_take"; pageId: string }
	| { kind: "unacknowledge" }
	| { kind: "resolve"; note?: string | undefined; disposition?: Disposition | undefined }
	| { kind: "reopen"; reason: string }
	| { kind: "severity"; severity: Severity; reason?: string | undefined }
	| { kind: "status"; status: IncidentStatus }
	| { kind: "escalate" }
	| { kind: "snooze"; seconds: number }
	| { kind: "responders"; targets: Target[] }
	| { kind: "role"; role: IncidentRole; userId: string; userName: string }
	| { kind: "note"; text: string }
	| {
			kind: "update";
			updateId: string;
			audience: "public" | "stakeholders";
			status: IncidentStatus;
			message: string;
			nextUpdateInSeconds?: number | undefined;
			estimatedResolutionAt?: Instant | undefined;
	  };

const nothing: Decision = { events: [] };

/**
 * What a command of `actor` does to the incident at `now`. Pure: the same command on the same incident decides the
 * same. A command that already happened decides nothing; one that a resolved incident cannot take is refused.
 */
export function decide(
	incident: Incident,
	paging: PagingPlan,
	command: Command,
	actor: Actor,
	now: Instant,
): Decision {
	if (incident.state === "resolved" && !ALLOWED_AFTER_RESOLVE.has(command.kind))
		return refuse("incident_resolved", `#${incident.number} is resolved; reopen it first.`);
	switch (command.kind) {
		case "acknowledge":
			return acknowledge(incident, command, actor);
		case "cannot_take":
			return cannotTake(incident, paging, command.pageId, actor);
		case "unacknowledge":
			return unacknowledge(incident, paging, actor, now);
		case "resolve":
			return resolve(incident, command, actor);
		case "reopen":
			return reopen(incident, paging, command.reason, actor, now);
		case "severity":
			return changeSeverity(incident, paging, command, actor, now);
		case "status":
			return changeStatus(incident, command.status, actor);
		case "escalate":
			return escalate(incident, paging, actor);
		case "snooze":
			return snooze(incident, command.seconds, actor, now);
		case "responders":
			return { events: [{ type: "responder_added", actor, data: { targets: command.targets } }] };
		case "role":
			return assignRole(incident, command, actor);
		case "note":
			if (incident.seq >= NOTES_UP_TO) return refuse("conflict", TIMELINE_FULL);
			return { events: [{ type: "note_added", actor, data: { text: command.text } }] };
		case "update":
			return publishUpdate(incident, command, actor, now);
	}
}

/** A timeline with so many events takes no further notes; what pages and ends an incident is always taken. */
export const NOTES_UP_TO = 10_000;
const TIMELINE_FULL = `This incident has ${NOTES_UP_TO.toLocaleString("en-US")} events: write on in its review.`;

const ALLOWED_AFTER_RESOLVE: ReadonlySet<Command["kind"]> = new Set([
	"resolve",
	"reopen",
	"note",
	"role",
	"update",
]);

function refuse(code: RefusalCode, detail: string): Decision {
	return { refusal: { code, detail } };
}

function acknowledge(
	incident: Incident,
	command: Extract<Command, { kind: "acknowledge" }>,
	actor: Actor,
): Decision {
	if (incident.state === "acknowledged") return { events: hasIt(incident, actor) };
	const data: EventData["acknowledged"] = {
		pageId: command.pageId ?? null,
		occurredAt: toWireOrNull(command.occurredAt ?? null),
		becomesLead: actor.kind === "user" && incident.roles.lead === undefined,
	};
	const events: NewEvent[] = [
		{ type: "acknowledged", actor, data },
		...cancelPending(incident, "acknowledged", actor),
	];
	// A test page has nothing to repair: whoever acknowledges it has shown what it was for.
	if (incident.source.kind === "test")
		events.push({ type: "resolved", actor, data: { note: null, disposition: null } });
	return { events };
}

/** Somebody was called in while another had acknowledged: their word is no second acknowledgement, and ends their calls. */
function hasIt(incident: Incident, actor: Actor): NewEvent[] {
	const { run } = incident.ladder;
	const calls = [...incident.pages.values()].filter(
		(page) =>
			page.epoch === incident.epoch &&
			page.run === run + 1 &&
			page.userId !== null &&
			page.userId === actor.id &&
			!page.isAnswered &&
			page.state !== "cancelled",
	);
	return calls.flatMap((page): NewEvent[] => [
		{ type: "page_answered", actor, data: { ...pageRef(page), answer: "has_it" } },
		...(isPending(page) ? [cancelled(page, "answered", actor)] : []),
	]);
}

function unacknowledge(incident: Incident, paging: PagingPlan, actor: Actor, now: Instant): Decision {
	if (incident.state === "triggered") return nothing;
	const at = firstPageAt(paging, incident.severity, now);
	return { events: [{ type: "unacknowledged", actor, data: { firstPageAt: toWireOrNull(at) } }] };
}

function resolve(incident: Incident, command: Extract<Command, { kind: "resolve" }>, actor: Actor): Decision {
	if (incident.state === "resolved") return nothing;
	const data = { note: command.note ?? null, disposition: command.disposition ?? null };
	return { events: [{ type: "resolved", actor, data }, ...cancelPending(incident, "resolved", actor)] };
}

function reopen(
	incident: Incident,
	paging: PagingPlan,
	reason: string,
	actor: Actor,
	now: Instant,
): Decision {
	if (incident.state !== "resolved") return refuse("conflict", `#${incident.number} is not resolved.`);
	const at = firstPageAt(paging, incident.severity, now);
	return { events: [{ type: "reopened", actor, data: { reason, firstPageAt: toWireOrNull(at) } }] };
}

function changeSeverity(
	incident: Incident,
	paging: PagingPlan,
	command: Extract<Command, { kind: "severity" }>,
	actor: Actor,
	now: Instant,
): Decision {
	const { severity: to } = command;
	if (to === incident.severity) return nothing;
	const rule = ruleFor(paging.severityPolicy, to);
	const newRun = incident.state === "triggered" && isRaised(incident.severity, to);
	const data: EventData["severity_changed"] = {
		from: incident.severity,
		to,
		urgency: rule.urgency,
		reason: command.reason ?? null,
		firstPageAt: toWireOrNull(firstPageAt(paging, to, now)),
		newRun,
		public: rule.publish === "automatic",
		publicUpdateEverySeconds: rule.publicUpdateEverySeconds,
	};
	const isSilenced = rule.page === "never";
	const cancelled = newRun
		? cancelPending(incident, "superseded", actor)
		: isSilenced
			? cancelPending(incident, "severity", actor)
			: [];
	return { events: [{ type: "severity_changed", actor, data }, ...cancelled] };
}

function changeStatus(incident: Incident, to: IncidentStatus, actor: Actor): Decision {
	if (to === incident.status) return nothing;
	if (to === "resolved") return refuse("conflict", "Resolve the incident instead of setting its status.");
	return { events: [{ type: "status_changed", actor, data: { from: incident.status, to } }] };
}

function snooze(incident: Incident, forSeconds: number, actor: Actor, now: Instant): Decision {
	const data = { seconds: forSeconds, untilAt: toWire(now + seconds(forSeconds)) };
	const first = acknowledge(incident, { kind: "acknowledge" }, actor);
	const events = "events" in first ? first.events : [];
	return { events: [...events, { type: "snoozed", actor, data }] };
}

function assignRole(incident: Incident, command: Extract<Command, { kind: "role" }>, actor: Actor): Decision {
	const { role, userId, userName } = command;
	if (incident.roles[role]?.id === userId) return nothing;
	return { events: [{ type: "role_assigned", actor, data: { role, userId, userName } }] };
}

function publishUpdate(
	incident: Incident,
	command: Extract<Command, { kind: "update" }>,
	actor: Actor,
	now: Instant,
): Decision {
	const isOver = incident.state === "resolved";
	if (!isOver && command.status === "resolved")
		return refuse("conflict", "Resolve the incident instead of publishing that it is resolved.");
	const every = command.nextUpdateInSeconds ?? incident.publicUpdateEverySeconds;
	const data: EventData["update_published"] = {
		updateId: command.updateId,
		audience: command.audience,
		status: isOver ? "resolved" : command.status,
		message: command.message,
		nextUpdateDueAt: isOver ? null : toWireOrNull(dueAfter(now, every)),
		estimatedResolutionAt: isOver ? null : toWireOrNull(command.estimatedResolutionAt ?? null),
	};
	return { events: [{ type: "update_published", actor, data }] };
}

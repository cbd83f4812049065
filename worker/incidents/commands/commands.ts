import type { Target } from "../../paging/rules/paging-plan.ts";
import { type Decision, refuse } from "../rules/decision.ts";
import { nameFor } from "../rules/incident.ts";
import { acknowledge } from "./acknowledge.ts";
import { answerCall } from "./answer-call.ts";
import { cannotTake } from "./cannot-take.ts";
import type { CommandDefinition, CommandFacts } from "./command.ts";
import { disposition } from "./disposition.ts";
import { escalate } from "./escalate.ts";
import { answerHandover, offerRole, withdrawHandover } from "./handover.ts";
import { keepLead } from "./keep-lead.ts";
import { link, unlink } from "./link.ts";
import { markLine } from "./mark-line.ts";

import { merge } from "./merge.ts";
import { note } from "./note.ts";
import { remediate } from "./remediate.ts";
import { reopen } from "./reopen.ts";
import { resolve } from "./resolve.ts";
import { responders } from "./responders.ts";
import { role } from "./role.ts";
import { runbook } from "./runbook.ts";
import { runbookStep } from "./runbook-step.ts";
import { severity } from "./severity.ts";
import { snooze } from "./snooze.ts";
import { split } from "./split.ts";
import { status } from "./status.ts";
import { suggestHandover } from "./suggest-handover.ts";
import { title } from "./title.ts";
import { triage } from "./triage.ts";
import { unacknowledge } from "./unacknowledge.ts";
import { undoResolve } from "./undo-resolve.ts";
import { update } from "./update.ts";

/** Every command of an incident, by its kind: the API, the object and the document of the API read this list. */
export const COMMANDS = {
	acknowledge,
	unacknowledge,
	resolve,
	undo_resolve: undoResolve,
	disposition,
	reopen,
	severity,
	status,
	title,
	escalate,
	snooze,
	responders,
	role,
	note,
	merge,
	split,
	link,
	unlink,
	offer_role: offerRole,
	answer_handover: answerHandover,
	withdraw_handover: withdrawHandover,
	suggest_handover: suggestHandover,
	keep_lead: keepLead,
	answer_call: answerCall,
	update,
	remediate,
	runbook,
	runbook_step: runbookStep,
	cannot_take: cannotTake,
	triage,
	mark_line: markLine,
} as const;

export type CommandKind = keyof typeof COMMANDS;

/** A command with its fields, as the object takes it. */
export type Command = {
	[Kind in CommandKind]: { kind: Kind } & Parameters<(typeof COMMANDS)[Kind]["decide"]>[1];
}[CommandKind];

/** Of any kind: each reads only the fields that are its own. */
export function definitionOf(kind: CommandKind): CommandDefinition {
	return COMMANDS[kind] as CommandDefinition;
}

/** Whom a command names, null when it names nobody: they are read before it is decided. */
export function targetsOf(command: Command): Target[] | null {
	return definitionOf(command.kind).names?.(command) ?? null;
}

/**
 * What a command does to the incident. A command that already happened decides nothing; one that a resolved incident
 * cannot take is refused.
 */
export function decide(facts: CommandFacts, command: Command): Decision {
	const { incident } = facts;
	const definition = definitionOf(command.kind);
	if (incident.state === "resolved" && !definition.afterResolve)
		return refuse("incident_resolved", `${nameFor(incident)} is resolved; reopen it first.`);
	return definition.decide(facts, command);
}

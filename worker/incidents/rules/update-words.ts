/**
 * What an update most likely says, before anybody has written it. Customers' words are made from the status and the name
 * of their component alone; stakeholders' also say who leads and how far the work is.
 */
import type { Severity } from "../../paging/rules/severity.ts";
import type { IncidentStatus } from "./incident-types.ts";
import { OWN_WORDS } from "./own-words.ts";

/** What changed since the last update decides between news and "nothing new". */
export interface PublicFacts {
	/** What customers call it. */
	name: string;
	status: IncidentStatus;
	/** The status of the last public update of this episode; null when there was none. */
	toldStatus: IncidentStatus | null;
}

/** A draft for customers: news when the status is another than they were told, else that nothing is new. */
export function publicDraft({ name, status, toldStatus }: PublicFacts): string {
	return phaseOf(status) === phaseOf(toldStatus ?? "investigating")
		? nothingNewWords(status, name)
		: newsWords(status, name);
}

/** That nothing is new, said to customers. */
export function nothingNewWords(status: IncidentStatus, name: string): string {
	switch (phaseOf(status)) {
		case "investigating":
			return OWN_WORDS.stillLooking(name);
		case "identified":
			return OWN_WORDS.stillFixing(name);
		case "monitoring":
			return OWN_WORDS.stillWatching(name);
		case "resolved":
			return OWN_WORDS.resolved(name);
	}
}

/** The first sentence of a new phase, said to customers. */
export function newsWords(status: IncidentStatus, name: string): string {
	switch (phaseOf(status)) {
		case "investigating":
			return OWN_WORDS.opened(name);
		case "identified":
			return OWN_WORDS.found(name);
		case "monitoring":
			return OWN_WORDS.worksAgain(name);
		case "resolved":
			return OWN_WORDS.resolved(name);
	}
}

export interface StakeholderFacts {
	severity: Severity;
	service: string;
	status: IncidentStatus;
	openMs: number;
	lead: string | null;
	runbook: { name: string; handled: number; steps: number } | null;
	/** The last remediation that ran: "tried Restart, it failed". */
	tried: string | null;
}

/** A draft for stakeholders, who may know who works on it and how far that is. */
export function stakeholderDraft(facts: StakeholderFacts): string {
	const { severity, service, status, openMs, lead, runbook, tried } = facts;
	const minutes = Math.max(1, Math.round(openMs / 60_000));
	const parts = [
		`${severity} on ${service} for ${minutes} min. ${STATUS_SENTENCES[phaseOf(status)]}`,
		lead && `${lead} leads.`,
		runbook && `Runbook ${runbook.name}: ${runbook.handled} of ${runbook.steps} steps handled.`,
		tried && `${tried.slice(0, 1).toUpperCase()}${tried.slice(1)}.`,
	];
	return parts.filter((part) => part).join(" ");
}

type Phase = Exclude<IncidentStatus, "triage">;

/** Customers and stakeholders see triage as investigating. */
export const phaseOf = (status: IncidentStatus): Phase => (status === "triage" ? "investigating" : status);

const STATUS_SENTENCES: Record<Phase, string> = {
	investigating: "We are looking for the cause.",
	identified: "We know the cause and are working on a fix.",
	monitoring: "It works again, and we are watching it.",
	resolved: "It works again, and is over.",
};

/** An incident's timeline as people read it: one sentence per line. */
import type { EventType } from "../../worker/incidents/rules/events.ts";
import { dispositionWords } from "./disposition-words.ts";
import { type EventFields, type PageDelivery, pageDeliveries } from "./page-delivery.ts";
import { reasonWords } from "./reason-words.ts";
import {
	acknowledgedWords,
	alertEnd,
	comingWords,
	degraded,
	down,
	emptyWords,
	endOfIt,
	endOfRun,
	escalationWords,
	firstAcknowledgedWords,
	markWords,
	person,
	queuedWords,
	quiet,
	quoteOf,
	recoveryWords,
	reminderWords,
	rosterWords,
	soakWords,
	source,
	startOfRun,
	stepWords,
	type TimelineTone,
	type Told,
	timesWords,
	triageTold,
	well,
} from "./timeline-told.ts";
import type { TimelineEvent } from "./wire.ts";
import { listOfNames, ms, timeToSecond } from "./words.ts";

export interface TimelineLine {
	seq: number;
	at: number;
	text: string;
	/** What somebody wrote, in their own words. */
	quote?: string;
	tone: TimelineTone;
	by: "human" | "system";
	/** Kept for the review. */
	isPinned?: true;
	/** Taken out of sight, by whom and when: its words are read behind a press. */
	hidden?: { by: string; at: number };
}

export interface Reader {
	/** Lines about this person say "you". */
	meId?: string;
	zone?: string;
	nameOf?: (target: { kind: string; id: string }) => string;
}

/** The lines, oldest first. What only the machinery cares about, retries for example, is left to `all`. */
export function timelineLines(events: TimelineEvent[], reader: Reader = {}, all = false): TimelineLine[] {
	const pages = new Map(pageDeliveries(events).map((page) => [page.pageId, page]));
	return events.flatMap((event, i) => {
		const page = pages.get((event.data as EventFields).pageId ?? "");
		if (!all && (isMachinery(event, page) || isSaidBy(events[i - 1], event))) return [];
		const told = tell(event, page, reader);
		const by = event.actor.kind === "user" || event.actor.kind === "token" ? "human" : "system";
		return [{ seq: event.seq, at: ms(event.at), by, ...told } satisfies TimelineLine];
	});
}

const MACHINERY = new Set([
	"page_queued",
	"page_attempted",
	"page_cancelled",
	"line_marked",
	"remediation_attempted",
	"remediation_answered",
]);

/** That a page was sent is no news once it was received, and may even be told after it. */
function isMachinery({ type, data }: TimelineEvent, page: PageDelivery | undefined): boolean {
	if (type === "page_queued" && (data as EventFields).quietUntil) return false;
	return MACHINERY.has(type) || (type === "page_accepted" && page?.reached.received !== undefined);
}

/** Whoever takes a resolve back has it from then on: one act, told once. */
const isSaidBy = (before: TimelineEvent | undefined, { type, seq }: TimelineEvent): boolean =>
	type === "acknowledged" && before?.type === "reopened" && before.seq === seq - 1 && isUndone(before);

const isUndone = ({ data }: TimelineEvent): boolean => data.undone === true;

/** An event as it is told: who did it, to which device, in whose eyes. */
interface Telling {
	event: TimelineEvent;
	data: EventFields;
	who: string;
	device: string;
	/** ", attempt 2"; empty for the first. */
	again: string;
	reader: Reader;
	at(field: string): string;
	targets(): string;
}

/** What this app has words for. Data with a version is as a newer server wrote it, before it was rolled back. */
function tell(event: TimelineEvent, page: PageDelivery | undefined, reader: Reader): Told {
	const data = event.data as EventFields;
	const mine = event.actor.kind === "user" && event.actor.id === reader.meId;
	const who = mine ? "You" : event.actor.name;
	const say = event.data.v === undefined ? SAYS[event.type as EventType] : undefined;
	if (!say) return quiet(nameWords(event, who));
	return say({
		event,
		data,
		who,
		reader,
		device: page ? deviceOf(page, reader) : "a device",
		again: (data.attempt ?? 1) > 1 ? `, attempt ${data.attempt}` : "",
		at: (field) => timeToSecond(String(data[field]), reader.zone),
		targets: () => listOfNames((data.targets ?? []).map((t) => reader.nameOf?.(t) ?? t.kind)),
	});
}

/** The words for each type of event. One without words is told by its name. */
const SAYS: { [T in EventType]?: (telling: Telling) => Told } = {
	triggered: ({ data }) => down(`Triggered by ${source(data)}: ${data.title}`),
	alert_received: ({ data }) => degraded(`Alert from ${data.source}: ${data.title}`),
	alert_resolved: ({ event, who, data }) => alertEnd(event, who, data),
	page_queued: ({ device, data, at }) => queuedWords(device, data.quietUntil ? at("quietUntil") : null),
	page_bundled: ({ device, data }) =>
		quiet(`Page to ${device} goes out with other incidents${data.quiet ? ", without a sound" : ""}`),
	page_attempted: ({ device, again }) => quiet(`Sending page to ${device}${again}`),
	page_accepted: ({ device, again }) => quiet(`Page sent to ${device}${again}`),
	page_unconfirmed: ({ device }) => degraded(`No delivery receipt from ${device} yet`),
	page_received: ({ device }) => well(`${capital(device)} received the page`),
	page_opened: ({ device }) => well(`${capital(device)} opened the page`),
	page_answered: ({ data, who }) =>
		data.answer === "cannot_take_it" ? degraded(`${who} can’t take it`) : well(`${who} is on it too`),
	page_failed: ({ device, data }) => degraded(`Couldn’t reach ${device}: ${reasonWords(data.reason)}`),
	page_cancelled: ({ device }) => quiet(`Page to ${device} canceled`),
	escalated: ({ data, targets }) =>
		degraded(`${escalationWords(data)} ${targets() || `level ${data.level}`}`),
	level_empty: ({ data }) => emptyWords(data),
	exhausted: () => down("End of escalation policy. No one acknowledged"),
	acknowledged: ({ who, data, event, reader }) =>
		acknowledgedWords(who, data, lateWords(data, event, reader)),
	first_acknowledged: ({ who, data, event, reader }) =>
		firstAcknowledgedWords(who, lateWords(data, event, reader)),
	acknowledgement_lapsed: ({ data }) =>
		degraded(
			data.reason === "snooze_ended"
				? "Snooze ended. Paging restarted"
				: "Acknowledgement timed out. Paging restarted",
		),
	unacknowledged: ({ who }) => degraded(`${who} unacknowledged. Paging restarted`),
	ticket_filed: ({ event }) => quiet(`Ticket: ${event.data.key ?? event.data.where}`),
	ticket_failed: ({ event }) => degraded(`No ticket: ${event.data.reason}`),
	snoozed: ({ who, at }) => person(`${who} snoozed until ${at("untilAt")}`),
	severity_changed: ({ who, data }) =>
		person(`${who} changed severity from ${data.from} to ${data.to}${timesWords(data)}`, data.reason),
	status_changed: ({ who, data }) => person(`${who} set the status to ${data.to}`),
	title_changed: ({ who, data }) => person(`${who} changed the title`, data.to),
	role_assigned: ({ data, reader }) =>
		person(
			`${data.userId === reader.meId ? "You are" : `${data.userName} is`} now ${ROLE_WORDS[String(data.role)] ?? data.role}`,
		),
	handover_offered: ({ who, data, reader }) =>
		person(
			`${who} asked ${data.userId === reader.meId ? "you" : data.userName} to take over as ${ROLE_WORDS[String(data.role)]}`,
		),
	handover_answered: ({ who, data }) =>
		person(
			data.answer === "withdrawn"
				? `${who} took the hand-over to ${data.userName} back`
				: `${who} ${data.answer} the hand-over as ${ROLE_WORDS[String(data.role)]}`,
		),
	responder_added: ({ who, targets }) => person(`${who} added ${targets() || "more responders"}`),
	responder_answered: ({ who, data }) => comingWords(who, data),
	handover_suggested: ({ data }) => quiet(`The lead’s shift ended. Asked to hand over to ${data.userName}`),
	handover_kept: ({ who, data }) => person(`${who} kept the lead and didn’t hand over to ${data.userName}`),
	note_added: ({ who, data, at }) =>
		person(`${who} added a note${data.occurredAt ? ` of ${at("occurredAt")}` : ""}`, data.text),
	update_published: ({ who, data }) =>
		person(`${who} posted a ${data.audience === "public" ? "public" : "stakeholder"} update`, data.message),
	update_due: () => degraded("Public update due"),
	update_overdue: () => down("Public update overdue"),
	stakeholder_update_due: () => degraded("Stakeholder update due"),
	stakeholder_update_overdue: () => down("Stakeholder update overdue"),
	update_reminded: ({ data }) => reminderWords(data),
	acknowledgement_overdue: () => down("Not acknowledged in time"),
	runbook_attached: ({ who, data: { reason, runbook } }) =>
		person(`${reason === "chosen" ? `${who} attached the runbook` : "Runbook attached:"} ${runbook?.name}`),
	runbook_step: ({ who, data }) => stepWords(who, data),
	remediation_started: ({ who, data, at }) => startOfRun(who, data, at),
	remediation_attempted: ({ data, again }) => quiet(`Asking ${data.name}${again}`),
	remediation_answered: ({ data }) =>
		quiet(`${data.name} answered: ${data.retryAt ? "nothing final, asking again" : data.outcome}`),
	remediation_finished: ({ data }) => ({ ...endOfRun(data), quote: quoteOf(data.message) }),
	recovery_checked: ({ data }) => recoveryWords(data),
	soak_started: ({ event, who, at }) => soakWords(event, who, at("untilAt")),
	soak_ended: ({ who }) => ({ ...person(`${who} says that it isn’t over`), tone: "down" }),
	resolution_announced: () => quiet("Customers were told that it is resolved"),
	triaged: ({ who, data }) => triageTold(who, data),
	line_marked: ({ who, data }) => markWords(who, data),
	disposition_set: ({ who, data }) => person(`${who} said it was ${dispositionWords(data.to)}`),
	resolved: ({ who, data }) => endOfIt(who, data),
	reopened: ({ who, data }) =>
		data.undone
			? person(`${who} took the resolve back`)
			: { ...person(`${who} reopened the incident`, data.reason), tone: "down" },
	merged: ({ who, data }) => person(`${who} merged this incident into ${numbered(data)}`, data.title),
	merged_in: ({ who, data }) => person(`${who} merged ${numbered(data)} into this incident`, data.title),
	split_off: ({ who, data }) => person(`${who} split this off: it’s an incident of its own`, data.title),
	linked: ({ who, data }) => person(`${who} linked ${numbered(data)}`, data.title),
	unlinked: ({ who, data }) => person(`${who} removed the link to ${numbered(data)}`, data.title),
	flapping_started: () => degraded("It keeps failing and recovering. One page in 15 minutes at most."),
	flapping_ended: () => well("No failure for 15 minutes. It is no longer flapping."),
	numbered: ({ data }) => quiet(`Numbered #${data.number}`),
	roster_changed: ({ data }) => quiet(rosterWords(data)),
};

const ROLE_WORDS: Record<string, string> = {
	lead: "incident lead",
	communications: "communications lead",
	scribe: "scribe",
};

/** "#142". */
const numbered = ({ number }: EventFields): string => (number ? `#${number}` : "another incident");

/** "Ana: runbook step". */
const nameWords = ({ type }: TimelineEvent, who: string): string => `${who}: ${type.replaceAll("_", " ")}`;

/** "your Pixel", "Bo’s iPhone": most people name a device after themselves already. */
function deviceOf(page: PageDelivery, reader: Reader): string {
	if (page.userName === null) return page.methodName;
	const first = page.userName.split(" ")[0] ?? page.userName;
	if (page.methodName.startsWith(first)) return page.methodName;
	if (page.userId !== null && page.userId === reader.meId) return `your ${page.methodName}`;
	return `${first}’s ${page.methodName}`;
}

function lateWords(data: EventFields, event: TimelineEvent, reader: Reader): string {
	const tapped = typeof data.occurredAt === "string" ? ms(data.occurredAt) : null;
	if (tapped === null || ms(event.at) - tapped < 2_000) return "";
	return ` (tapped offline at ${timeToSecond(tapped, reader.zone)})`;
}

const capital = (text: string): string => (text[0]?.toUpperCase() ?? "") + text.slice(1);

import type { TimelineEvent } from "../../incidents/rules/incident-types.ts";
import { linesMarked } from "../../incidents/rules/triage.ts";
import { REGION_NAMES } from "../../platform/rules/region.ts";
import { seconds } from "../../platform/rules/time.ts";
import type { TimelineEntry } from "./review.ts";
import { listOf, numberOf, type Story, textOf } from "./story.ts";
import { counted, lasting, moment, oneLine, quoted } from "./words.ts";

/** One event of the incident as the review tells it. */
export interface Line {
	seq: number;
	at: number;
	/** Without its time. */
	text: string;
	/** Somebody kept it for the review. */
	pinned?: boolean;
}

/** The events that matter, and those that were pinned, oldest first; what was hidden is left out. */
export function linesOf({ view, events }: Story): Line[] {
	const [pinned, hidden] = [linesMarked(events, "pinned"), linesMarked(events, "hidden")];
	return events.flatMap((event, i): Line[] => {
		const isPinned = pinned.has(event.seq);
		if (isSaidBy(events[i - 1], event) || hidden.has(event.seq)) return [];
		if (event.type === "triggered") return [marked(opening(event, view.detectedAt), isPinned)];
		const text = told(event, view.triggeredAt) ?? (isPinned ? nameWords(event) : null);
		return text === null ? [] : [marked({ seq: event.seq, at: event.at, text }, isPinned)];
	});
}

const marked = (line: Line, isPinned: boolean): Line => (isPinned ? { ...line, pinned: true } : line);

/** "Ana: role assigned." Somebody wants to read of it, though a review usually leaves it out. */
const nameWords = ({ actor, type }: TimelineEvent): string =>
	`${oneLine(actor.name)}: ${type.replaceAll("_", " ")}.`;

/** Whoever takes a resolve back has it from then on: one act, told once. */
const isSaidBy = (before: TimelineEvent | undefined, { type }: TimelineEvent): boolean =>
	type === "acknowledged" && before?.type === "reopened" && before.data?.undone === true;

/** The timeline in Markdown: what is hidden is left out, a note stands below its line. */
export function timelineMarkdown(lines: Line[], entries: TimelineEntry[]): string {
	const by = new Map(entries.map((entry) => [entry.seq, entry]));
	return lines
		.filter(({ seq }) => !by.get(seq)?.hidden)
		.map(({ seq, at, text }) => {
			const note = oneLine(by.get(seq)?.note ?? "");
			return `- **${moment(at)}** ${text}${note === "" ? "" : `\n  - ${note}`}`;
		})
		.join("\n");
}

function opening(event: TimelineEvent, detectedAt: number): Line {
	const seen = Math.min(detectedAt, event.at);
	const at = Number.isNaN(seen) ? event.at : seen;
	const severity = textOf(event, "severity");
	const evidence = listOf(event, "evidence")
		.filter(({ outcome }) => outcome !== "up")
		.map(({ region, detail, reason }) => `${whereSeen(region)}${String(detail || reason || "failed")}`);
	const what = `${quoted(textOf(event, "title"))} (${severity}) from ${sourceName(event)}.`;
	const after =
		event.at > at ? ` The incident opened ${lasting(event.at - at)} after it was first seen.` : "";
	const seenBy = evidence.length > 0 ? ` Checks failed: ${oneLine(evidence.join(", "))}.` : "";
	return { seq: event.seq, at, text: `${what}${after}${seenBy}` };
}

/** "Western Europe: "; nothing of what a job reported. */
const whereSeen = (region: unknown): string => (region === "" ? "" : `${regionName(region)}: `);

/** "Western Europe"; a region that has no name is called what the event calls it. */
const regionName = (region: unknown): string =>
	Object.entries(REGION_NAMES).find(([code]) => code === region)?.[1] ?? String(region);

/** "the monitor Checkout", "a person". */
export function sourceName(triggered: TimelineEvent): string {
	const source = (triggered.data?.source ?? {}) as { kind?: unknown; name?: unknown };
	const name = typeof source.name === "string" ? oneLine(source.name) : "";
	if (source.kind === "monitor") return `the monitor ${name}`;
	if (source.kind === "integration") return `the integration ${name}`;
	if (source.kind === "report") return "a customer’s report";
	return source.kind === "test" ? "a test" : "a person";
}

/** Of these the type alone says everything. */
const UNCHANGING: Partial<Record<string, string>> = {
	exhausted: "Every level was paged, and no one had acknowledged.",
	unacknowledged: "The acknowledgement was taken back.",
	update_overdue: "The next public update was overdue.",
	stakeholder_update_overdue: "The next update for stakeholders was overdue.",
	acknowledgement_overdue: "No one acknowledged in the time that the severity allows.",
};

/** Null for what a reader of the review does not need: the steps of each page, who had which role. */
function told(event: TimelineEvent, triggeredAt: number): string | null {
	const say = (name: string) => textOf(event, name);
	const level = numberOf(event, "level");
	const unchanging = UNCHANGING[event.type];
	if (unchanging) return unchanging;
	switch (event.type) {
		case "alert_received":
			return `Another alert: ${quoted(say("title"))}.`;
		case "alert_resolved":
			return say("reason") === "" ? "The alert ended." : `The alert ended: ${oneLine(say("reason"))}.`;
		case "page_failed":
			return `A page was not delivered: ${oneLine(say("reason"))}.`;
		case "escalated":
			return level === null ? "Escalated." : `Escalated to level ${level}${whyEscalated(say("reason"))}.`;
		case "level_empty":
			if (event.data?.isSkipped) return `Level ${level} did not apply.`;
			return event.data?.isAnswered
				? `Everyone on level ${level} had acknowledged.`
				: `Level ${level} had no one to page.`;
		case "first_acknowledged":
			return `${oneLine(event.actor.name)} acknowledged. Level ${level} needs a second person.`;
		case "acknowledged":
			return `Acknowledged by ${oneLine(event.actor.name)}, ${lasting(event.at - triggeredAt)} after the incident opened.`;
		case "acknowledgement_lapsed":
			return say("reason") === "snooze_ended" ? "The snooze ended." : "The acknowledgement lapsed.";
		case "snoozed":
			return `Snoozed for ${lasting(seconds(numberOf(event, "seconds") ?? 0))}.`;
		case "severity_changed":
			return `Severity changed from ${say("from")} to ${say("to")}${because(say("reason"))}.`;
		case "status_changed":
			return `Status changed from ${say("from")} to ${say("to")}.`;
		case "responder_added":
			return `${counted(listOf(event, "targets").length, "responder")} added.`;
		case "responder_answered": {
			const comes = say("answer") === "accepted" ? "said that they come" : "could not come";
			return `${oneLine(event.actor.name)} ${comes}${because(say("reason"))}.`;
		}
		case "note_added":
			return `Note${say("occurredAt") === "" ? "" : ` of ${moment(Date.parse(say("occurredAt")))}`}: ${quoted(say("text"))}`;
		default:
			return toldLater(event);
	}
}

function toldLater(event: TimelineEvent): string | null {
	const say = (name: string) => textOf(event, name);
	switch (event.type) {
		case "update_published": {
			const audience = say("audience") === "public" ? "Public update" : "Update for stakeholders";
			return `${audience} (${say("status")}): ${quoted(say("message"))}`;
		}
		case "title_changed":
			return `Title changed to ${quoted(say("to"))}.`;
		case "runbook_attached":
			return `Runbook ${quoted(nameOf(event))} was attached.`;
		case "runbook_step":
			return `Runbook step ${quoted(nameOf(event))}: ${stepWords(say("state"), say("choice"))}${because(say("note"))}.`;
		case "remediation_started":
			return `Remediation ${quoted(nameOf(event))} started.`;
		case "remediation_finished":
			return `Remediation ${quoted(nameOf(event))} finished: ${(say("result") || say("outcome") || "no result").replaceAll("_", " ")}.`;
		case "recovery_checked":
			return recoveryWords(say("result"));
		case "soak_started":
			return `It worked again. Tocsin began to watch it for ${lasting(seconds(numberOf(event, "seconds") ?? 0))}.`;
		case "soak_ended":
			return "It was not over: the watch ended.";
		case "disposition_set":
			return `It turned out to be: ${say("to")}.`;
		case "triaged":
			return triageWords(event);
		case "resolved":
			return `${say("note") === "" ? "Resolved." : `Resolved: ${quoted(say("note"))}`}${closing(say("publicMessage"))}`;
		case "reopened":
			return `Reopened${because(say("reason"))}.`;
		case "flapping_started":
			return "It began and ended again and again: pages were held back from here on.";
		case "flapping_ended":
			return "It was calm again.";
		default:
			return toldOfOthers(event);
	}
}

/** Hand-overs, and what became of other incidents in this one. */
function toldOfOthers(event: TimelineEvent): string | null {
	const say = (name: string) => textOf(event, name);
	const number = numberOf(event, "number") ?? 0;
	switch (event.type) {
		case "handover_answered":
			return say("answer") === "declined"
				? `${say("userName")} declined to take over as ${say("role")}.`
				: null;
		case "handover_kept":
			return `${oneLine(event.actor.name)} kept the lead at the change of shifts.`;
		case "merged":
			return `Merged into ${number > 0 ? `#${number}` : "another incident"}.`;
		case "merged_in":
			return `${number > 0 ? `#${number}` : "Another incident"} was merged into this incident.`;
		case "split_off":
			return `Split off: ${quoted(say("title"))} became an incident of its own.`;
		case "linked":
			return `Linked with ${number > 0 ? `#${number}` : "another incident"}: ${quoted(say("title"))}.`;
		default:
			return null;
	}
}

/** What a step of a runbook or a remediation is called, whichever field says so. */
export function nameOf(event: TimelineEvent): string {
	const names = ["title", "name", "stepTitle", "remediationName", "stepId", "remediationId"];
	const runbook = event.data.runbook as { name?: unknown } | undefined;
	if (typeof runbook?.name === "string") return runbook.name;
	return names.map((name) => textOf(event, name)).find((name) => name !== "") ?? "without a name";
}

function stepWords(state: string, choice: string): string {
	if (state === "open") return "taken back";
	if (state === "did-not-work") return "did not work";
	return choice === "" ? state || "ticked" : choice;
}

function whyEscalated(reason: string): string {
	const why: Record<string, string> = {
		not_acknowledged: ": not acknowledged in time",
		not_reachable: ": no one could be reached",
		asked: " by hand",
		exhausted: ": still not acknowledged",
		hours_began: ": still open when support hours began",
	};
	return why[reason] ?? "";
}

function recoveryWords(result: string): string {
	if (result === "recovered") return "Recovery was checked: everything passes.";
	if (result === "failing") return "Recovery was checked: something still fails.";
	return result === "incomplete"
		? "Recovery was checked in part."
		: "There was nothing to check for recovery.";
}

function triageWords(event: TimelineEvent): string {
	const { finding, customersAffected } = event.data;
	const found = { real: "a real problem", noise: "noise", unsure: "not sure yet" }[String(finding)];
	const customers = customersAffected === undefined ? [] : [customersAffected ? "affected" : "not affected"];
	return [
		...(found === undefined ? [] : [`Triage: ${found}.`]),
		...customers.map((words) => `Triage: customers are ${words}.`),
	].join(" ");
}

const closing = (message: string): string =>
	message === "" ? "" : ` Closing words for customers: ${quoted(message)}`;

const because = (reason: string): string => (reason.trim() === "" ? "" : `: ${oneLine(reason)}`);

import { linesMarked } from "../../incidents/rules/triage.ts";
import { seconds } from "../../platform/rules/time.ts";
import type { ActionItemType } from "./action-item.ts";
import { nameOf } from "./event-lines.ts";
import {
	figuresOf,
	numberOf,
	ofType,
	publicUpdates,
	type Story,
	saidAfter,
	textOf,
	wasPublic,
} from "./story.ts";
import { counted, lasting, oneLine, quoted, timesWords } from "./words.ts";

/** Something that did not go as it should, and what might be done about it. */
export interface Finding {
	text: string;
	/** Null where only people can say. */
	action: string | null;
	/** What the action would be good for. */
	type: ActionItemType;
}

/** Something that might become an action item, once a person takes it over, with an owner and a deadline. */
export interface ProposedAction {
	text: string;
	/** Null where only people can say. */
	type: ActionItemType | null;
	/** Who asks for it: a runbook that did not help, a note, or the timeline by itself. */
	from: "runbook" | "note" | "timeline";
}

const IMPROVE = /to improve|improve|could be better/;
const ACTION = /action|action item|to ?do|follow[- ]?up/;
const WENT_WELL = /went well|good/;
const RUNBOOK = /runbook(?: missing)?/;

/** What went well, as far as the timeline can tell. */
export function goodNews(story: Story): string[] {
	const { events, rule } = story;
	const { acknowledgeMs } = figuresOf(story);
	const allowed = rule.acknowledgeWithinSeconds;
	const isInTime = acknowledgeMs !== null && allowed !== null && acknowledgeMs <= seconds(allowed);
	const source = story.view.source?.kind;
	const isPunctual = publicUpdates(events).length > 0 && ofType(events, "update_overdue").length === 0;
	return [
		...(source === "monitor" || source === "integration" ? ["Monitoring noticed it by itself."] : []),
		...(isInTime
			? [
					`Acknowledged in ${lasting(acknowledgeMs)}; ${story.view.severity} asks for ${lasting(seconds(allowed))}.`,
				]
			: []),
		...(isPunctual ? ["Every public update was on time."] : []),
		...(ofType(events, "recovery_checked").some((event) => textOf(event, "result") === "recovered")
			? ["Recovery was checked before the incident was resolved."]
			: []),
		...notesAfter(story, WENT_WELL),
	];
}

/** What did not work: of the system, never of a person. */
export function findingsOf(story: Story): Finding[] {
	return [
		...detectionFindings(story),
		...pagingFindings(story),
		...updateFindings(story),
		...repairFindings(story),
		...notesAfter(story, IMPROVE).map((text) => ({ text, action: null, type: "process" as const })),
	];
}

/**
 * What might be done next: what runbooks lack, what notes ask for, and what follows from the findings. Each text once, at
 * most 500 letters, as an action item takes it.
 */
export function proposedActions(story: Story): ProposedAction[] {
	const all: ProposedAction[] = [
		...runbookActions(story),
		...notesAfter(story, ACTION).map((text) => ({ text, type: null, from: "note" as const })),
		...findingsOf(story).flatMap(({ action, type }) =>
			action === null ? [] : [{ text: action, type, from: "timeline" as const }],
		),
	];
	return [...new Map(all.toReversed().map((one) => [one.text, one])).values()].toReversed();
}

/**
 * A step that did not work, and notes that begin with “runbook:” or “runbook missing:”. A step is an event `runbook_step`
 * with `state: "did-not-work"`, what it is called, and a `note` of who tried it.
 */
function runbookActions(story: Story): ProposedAction[] {
	const texts = [
		...failedSteps(story).map((event) => {
			const note = oneLine(textOf(event, "note"));
			return `Correct the runbook step ${quoted(nameOf(event))}${note === "" ? "." : `: ${note}`}`;
		}),
		...notesAfter(story, RUNBOOK).map((text) => `Update the runbook: ${text}`),
	];
	return texts.map((text) => ({ text: oneLine(text), type: "process", from: "runbook" }));
}

/** Each step once, by the last word on it: what was taken back, or worked in the end, is no failure. */
const failedSteps = ({ events }: Story) => {
	const last = new Map(
		ofType(events, "runbook_step").map((event) => [
			`${textOf(event, "runbookId")} ${textOf(event, "stepId")}`,
			event,
		]),
	);
	return [...last.values()].filter((event) => textOf(event, "state") === "did-not-work");
};

function notesAfter({ events }: Story, words: RegExp): string[] {
	const hidden = linesMarked(events, "hidden");
	return ofType(events, "note_added").flatMap((event) => {
		const said = hidden.has(event.seq) ? null : saidAfter(event, words);
		return said === null ? [] : [oneLine(said)];
	});
}

function detectionFindings({ view, events }: Story): Finding[] {
	const found: Finding[] = [];
	if (view.source?.kind === "user" || view.source?.kind === "report")
		found.push({
			text: "A person noticed it before monitoring did.",
			action: "Add a check that notices this before a person does.",
			type: "detect",
		});
	const [raised] = ofType(events, "severity_changed").filter(
		(event) => textOf(event, "to") < textOf(event, "from"),
	);
	if (raised)
		found.push({
			text: `It began as ${textOf(raised, "from")} and turned out to be ${textOf(raised, "to")}.`,
			action: null,
			type: "detect",
		});
	return found;
}

function pagingFindings(story: Story): Finding[] {
	const { events, rule } = story;
	const found: Finding[] = [];
	const empty = new Set(ofType(events, "level_empty").map((event) => numberOf(event, "level")));
	for (const level of [...empty].sort())
		found.push({
			text: `Level ${level} had no one to page.`,
			action: `Make sure that level ${level} of the escalation policy always reaches someone.`,
			type: "process",
		});
	const failed = ofType(events, "page_failed");
	if (failed.length > 0)
		found.push({
			text: `Pages failed ${timesWords(failed.length)}: ${reasonsOf(failed.map((event) => textOf(event, "reason")))}.`,
			action: "Check the contact methods whose pages failed.",
			type: "process",
		});
	if (ofType(events, "exhausted").length > 0)
		found.push({
			text: "Every level was paged, and no one had acknowledged.",
			action: "Review the levels and delays of the escalation policy.",
			type: "process",
		});
	const { acknowledgeMs } = figuresOf(story);
	const allowed = rule.acknowledgeWithinSeconds;
	if (acknowledgeMs !== null && allowed !== null && acknowledgeMs > seconds(allowed))
		found.push({
			text: `Acknowledged after ${lasting(acknowledgeMs)}; ${story.view.severity} asks for ${lasting(seconds(allowed))}.`,
			action: "Find out why pages were not acknowledged in time.",
			type: "process",
		});
	const lapses = ofType(events, "acknowledgement_lapsed").filter(
		(event) => textOf(event, "reason") === "timeout",
	);
	if (lapses.length > 0)
		found.push({
			text: `The acknowledgement lapsed ${timesWords(lapses.length)}.`,
			action: null,
			type: "process",
		});
	return found;
}

function updateFindings({ events }: Story): Finding[] {
	const overdue = ofType(events, "update_overdue").length;
	if (overdue > 0)
		return [
			{
				text: `${counted(overdue, "public update was", "public updates were")} overdue.`,
				action: "Agree on who posts public updates during an incident.",
				type: "process",
			},
		];
	const isSilent = wasPublic(events) && publicUpdates(events).length === 0;
	return isSilent ? [{ text: "No one posted a public update.", action: null, type: "process" }] : [];
}

function repairFindings(story: Story): Finding[] {
	const { events } = story;
	const found: Finding[] = [];
	for (const event of failedSteps(story))
		found.push({
			text: `Runbook step ${quoted(nameOf(event))} did not work.`,
			action: null,
			type: "process",
		});
	for (const text of notesAfter(story, RUNBOOK))
		found.push({ text: `Runbook: ${text}`, action: null, type: "process" });
	for (const event of ofType(events, "remediation_finished"))
		if (
			!/^(ok|done|success|succeeded|recovered|accepted|unverified|cancelled)$/.test(
				textOf(event, "result") || textOf(event, "outcome"),
			)
		)
			found.push({
				text: `Remediation ${quoted(nameOf(event))} did not work.`,
				action: `Correct the remediation ${quoted(nameOf(event))}.`,
				type: "mitigate",
			});
	const overridden = ofType(events, "recovery_checked").some(
		(event) => textOf(event, "overrideReason") !== "",
	);
	if (overridden)
		found.push({ text: "It was resolved while a check still failed.", action: null, type: "process" });
	const times = ofType(events, "reopened").length;
	if (times > 0)
		found.push({
			text: `It came back ${timesWords(times)} after it had worked again.`,
			action: null,
			type: "prevent",
		});
	return found;
}

function reasonsOf(reasons: string[]): string {
	return [...new Set(reasons.map((reason) => oneLine(reason) || "no reason"))].slice(0, 5).join(", ");
}

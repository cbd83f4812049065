import { seconds } from "../../platform/rules/time.ts";
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
import { counted, lasting, oneLine, quoted } from "./words.ts";

/** Something that did not go as it should, and what might be done about it. */
export interface Finding {
	text: string;
	/** Null where only people can say. */
	action: string | null;
}

const IMPROVE = /to improve|improve|could be better/;
const ACTION = /action|action item|to ?do|follow[- ]?up/;
const WENT_WELL = /went well|good/;

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
		...notesAfter(story, IMPROVE).map((text) => ({ text, action: null })),
	];
}

/** What might be done next: what follows from the findings, and what notes ask for. */
export function proposedActions(story: Story): string[] {
	const own = findingsOf(story).flatMap(({ action }) => (action === null ? [] : [action]));
	return [...new Set([...notesAfter(story, ACTION), ...own])];
}

function notesAfter({ events }: Story, words: RegExp): string[] {
	return ofType(events, "note_added").flatMap((event) => {
		const said = saidAfter(event, words);
		return said === null ? [] : [oneLine(said)];
	});
}

function detectionFindings({ view, events }: Story): Finding[] {
	const found: Finding[] = [];
	if (view.source?.kind === "user" || view.source?.kind === "report")
		found.push({
			text: "A person noticed it before monitoring did.",
			action: "Add a check that notices this before a person does.",
		});
	const [raised] = ofType(events, "severity_changed").filter(
		(event) => textOf(event, "to") < textOf(event, "from"),
	);
	if (raised)
		found.push({
			text: `It began as ${textOf(raised, "from")} and turned out to be ${textOf(raised, "to")}.`,
			action: null,
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
		});
	const failed = ofType(events, "page_failed");
	if (failed.length > 0)
		found.push({
			text: `Pages failed ${counted(failed.length, "time")}: ${reasonsOf(failed.map((event) => textOf(event, "reason")))}.`,
			action: "Check the contact methods whose pages failed.",
		});
	if (ofType(events, "exhausted").length > 0)
		found.push({
			text: "Every level was paged, and no one had acknowledged.",
			action: "Review the levels and delays of the escalation policy.",
		});
	const { acknowledgeMs } = figuresOf(story);
	const allowed = rule.acknowledgeWithinSeconds;
	if (acknowledgeMs !== null && allowed !== null && acknowledgeMs > seconds(allowed))
		found.push({
			text: `Acknowledged after ${lasting(acknowledgeMs)}; ${story.view.severity} asks for ${lasting(seconds(allowed))}.`,
			action: "Find out why pages were not acknowledged in time.",
		});
	const lapses = ofType(events, "acknowledgement_lapsed").filter(
		(event) => textOf(event, "reason") === "timeout",
	);
	if (lapses.length > 0)
		found.push({ text: `The acknowledgement lapsed ${counted(lapses.length, "time")}.`, action: null });
	return found;
}

function updateFindings({ events }: Story): Finding[] {
	const overdue = ofType(events, "update_overdue").length;
	if (overdue > 0)
		return [
			{
				text: `${counted(overdue, "public update was", "public updates were")} overdue.`,
				action: "Agree on who posts public updates during an incident.",
			},
		];
	const isSilent = wasPublic(events) && publicUpdates(events).length === 0;
	return isSilent ? [{ text: "No one posted a public update.", action: null }] : [];
}

function repairFindings({ events }: Story): Finding[] {
	const found: Finding[] = [];
	for (const event of ofType(events, "runbook_step"))
		if (textOf(event, "state") === "did-not-work")
			found.push({
				text: `Runbook step ${quoted(nameOf(event))} did not work.`,
				action: `Correct the runbook step ${quoted(nameOf(event))}.`,
			});
	for (const event of ofType(events, "remediation_finished"))
		if (
			!/^(ok|done|success|succeeded|recovered|accepted|unverified|cancelled)$/.test(
				textOf(event, "result") || textOf(event, "outcome"),
			)
		)
			found.push({
				text: `Remediation ${quoted(nameOf(event))} did not work.`,
				action: `Correct the remediation ${quoted(nameOf(event))}.`,
			});
	const overridden = ofType(events, "recovery_checked").some(
		(event) => textOf(event, "overrideReason") !== "",
	);
	if (overridden) found.push({ text: "It was resolved while a check still failed.", action: null });
	const times = ofType(events, "reopened").length;
	if (times > 0)
		found.push({ text: `It came back ${counted(times, "time")} after it was resolved.`, action: null });
	return found;
}

function reasonsOf(reasons: string[]): string {
	return [...new Set(reasons.map((reason) => oneLine(reason) || "no reason"))].slice(0, 5).join(", ");
}

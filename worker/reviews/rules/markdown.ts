import type { Instant } from "../../platform/rules/time.ts";
import { SECTIONS, type SectionName } from "./review.ts";
import { bullets, moment, oneLine } from "./words.ts";

/** What an export tells, with every name looked up. */
export interface ReviewDocument {
	/** Null when the incident is not known any more. */
	incident: {
		number: number;
		title: string;
		severity: string;
		service: string;
		detectedAt: Instant;
		triggeredAt: Instant;
		acknowledgedAt: Instant | null;
		resolvedAt: Instant | null;
	} | null;
	state: string;
	dueAt: Instant | null;
	publishedAt: Instant | null;
	skippedReason: string | null;
	cause: string | null;
	approvedBy: string | null;
	changedSinceApproval: SectionName[];
	attendees: string[];
	sections: Record<SectionName, string>;
	actionItems: {
		text: string;
		owner: string;
		dueAt: Instant;
		state: string;
		type: string | null;
		link: string | null;
	}[];
}

const TITLES: Record<SectionName, string> = {
	summary: "Summary",
	timeline: "Timeline",
	rootCause: "Root cause",
	detectionAndResponse: "Detection and response",
	wentWell: "What went well",
	toImprove: "What we can improve",
	actionItems: "Action items",
};

/** "Post-incident review of #14: Payments fail". */
export function reviewTitle({ incident }: Pick<ReviewDocument, "incident">): string {
	return incident === null
		? "Post-incident review"
		: `Post-incident review of #${incident.number}: ${oneLine(incident.title)}`;
}

/** The whole review in Markdown: its facts, its seven sections, and the action items as they are now. */
export function reviewMarkdown(review: ReviewDocument): string {
	const sections = SECTIONS.map((name) => {
		const text = review.sections[name].trim();
		const items = name === "actionItems" ? bullets(review.actionItems.map(itemLine)) : "";
		const parts = [text, items].filter((part) => part !== "");
		return `## ${TITLES[name]}\n\n${parts.length === 0 ? "Nothing yet." : parts.join("\n\n")}`;
	});
	return `${[`# ${reviewTitle(review)}`, bullets(facts(review)), ...sections].join("\n\n")}\n`;
}

function facts(review: ReviewDocument): string[] {
	const { incident } = review;
	const known: [string, string | null][] = [
		["Service", incident && oneLine(incident.service)],
		["Severity", incident?.severity ?? null],
		["Detected", incident && moment(incident.detectedAt)],
		["Opened", incident && moment(incident.triggeredAt)],
		["Acknowledged", incident?.acknowledgedAt ? moment(incident.acknowledgedAt) : null],
		["Resolved", incident?.resolvedAt ? moment(incident.resolvedAt) : null],
		["Cause", review.cause?.replaceAll("_", " ") ?? null],
		["State", stateOf(review)],
		["Approved by", approvalOf(review)],
		["Attendees", review.attendees.map(oneLine).join(", ") || null],
	];
	return known.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
}

function approvalOf({ approvedBy, changedSinceApproval: changed }: ReviewDocument): string | null {
	if (approvedBy === null) return null;
	const since =
		changed.length === 0 ? "" : `; changed since: ${changed.map((name) => TITLES[name]).join(", ")}`;
	return oneLine(approvedBy) + since;
}

function stateOf({ state, publishedAt, dueAt, skippedReason }: ReviewDocument): string {
	if (skippedReason !== null) return `skipped: ${oneLine(skippedReason)}`;
	if (publishedAt !== null) return `published on ${moment(publishedAt)}`;
	const due = dueAt === null ? "" : `, due on ${moment(dueAt)}`;
	return `${state.replaceAll("_", " ")}${due}`;
}

function itemLine({ text, owner, dueAt, state, type, link }: ReviewDocument["actionItems"][number]): string {
	const more = [oneLine(owner), `due ${moment(dueAt)}`, state.replaceAll("_", " "), ...(type ? [type] : [])];
	const tracker = link === null ? "" : ` [Tracker](<${link.replaceAll("<", "%3C").replaceAll(">", "%3E")}>)`;
	return `**${oneLine(text)}** (${more.join(", ")})${tracker}`;
}

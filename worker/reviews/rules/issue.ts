import type { Instant } from "../../platform/rules/time.ts";
import { oneLine } from "./words.ts";

export const TRACKER_KINDS = ["github", "jira", "linear", "webhook"] as const;
export type TrackerKind = (typeof TRACKER_KINDS)[number];

/** `creating`: it is asked for and nobody knows yet; `failed`: it was refused, or too often not answered. */
export const ISSUE_STATES = ["creating", "created", "failed"] as const;
export type IssueState = (typeof ISSUE_STATES)[number];

/** What a template may say. Empty where the item has no such thing. */
export const ISSUE_VARIABLES = [
	"text",
	"type",
	"owner",
	"due",
	"url",
	"incident",
	"incidentTitle",
	"incidentUrl",
	"reviewUrl",
	"service",
	"severity",
] as const;
export type IssueVariable = (typeof ISSUE_VARIABLES)[number];
export type IssueFacts = Record<IssueVariable, string>;

/** The words of an issue: what is sent to the tracker. */
export interface IssueWords {
	title: string;
	/** Markdown. */
	body: string;
}

export const DEFAULT_TITLE = "{{text}}";
export const DEFAULT_BODY = "{{text}}\n\nOwner: {{owner}}\nDue: {{due}}\nFrom: {{incident}} {{incidentUrl}}";

/** No tracker takes more in a title: GitHub 256, Jira 255, Linear 255. */
const TITLE_LIMIT = 250;
const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

/** The first word in double braces that no template knows; null when all are known. */
export function unknownVariable(template: string): string | null {
	const names: readonly string[] = ISSUE_VARIABLES;
	for (const [, name = ""] of template.matchAll(VARIABLE)) if (!names.includes(name)) return name;
	return null;
}

/** The templates filled in. What people wrote is put in as it is and is never a template itself. */
export function issueWords(templates: IssueWords, facts: IssueFacts): IssueWords {
	const filled = (template: string) =>
		template.replaceAll(VARIABLE, (_, name: string) => facts[name as IssueVariable] ?? "");
	const title = oneLine(filled(templates.title));
	const letters = [...title];
	return {
		title: letters.length <= TITLE_LIMIT ? title : `${letters.slice(0, TITLE_LIMIT - 1).join("")}…`,
		body: filled(templates.body).trim(),
	};
}

/** By this text the issue is found again. It stands in the issue, where people read it. */
export const markerLine = (marker: string): string => `Created by Tocsin (${marker})`;

/** What became of one request to a tracker. */
export type IssueOutcome =
	/** `url` is null where the receiver of a webhook does not say. */
	| { kind: "created"; key: string | null; url: string | null }
	/** It said no: asking again with the same words would not help. */
	| { kind: "refused"; why: string }
	/** It is not there, and may be there after another try: too many requests, a connection that was refused. */
	| { kind: "not_now"; why: string }
	/** Nobody knows whether it is there. */
	| { kind: "unknown"; why: string };

/** How an earlier issue is looked for; `absent` only when the tracker has answered that it is not there. */
export type IssueSearch =
	| { kind: "found"; key: string | null; url: string | null }
	| { kind: "absent" }
	| { kind: "unanswered"; why: string };

export const MOST_ISSUE_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 60_000;

/** When it may be tried again: after 1, 2, 4, 8, 16 minutes; null when that was the last time. */
export function nextIssueTry(attempts: number, now: Instant): Instant | null {
	return attempts >= MOST_ISSUE_ATTEMPTS ? null : now + FIRST_PAUSE_MS * 2 ** (attempts - 1);
}

import type { z } from "zod";
import { type IssueOutcome, type IssueSearch, markerLine } from "../../rules/issue.ts";
import { fieldsOf, JSON_HEADERS, listIn, refusal, textIn, USER_AGENT } from "../plain.ts";
import type { Tracker, TrackerAnswer } from "../tracker-kind.ts";
import { jiraSettings } from "./contract.ts";
import { documentOf } from "./document.ts";

type Settings = z.output<typeof jiraSettings>;

/** Issues by Jira Cloud's REST API, version 3. The marker is a label, by which an earlier one is found. */
export const jira = {
	kind: "jira",
	settings: jiraSettings,
	target: ({ siteUrl }) => ({ url: siteUrl, pointer: "/settings/siteUrl" }),
	create: (settings, secret, { words, marker }) => ({
		url: `${siteOf(settings)}/rest/api/3/issue`,
		method: "POST",
		headers: headersOf(settings, secret),
		body: JSON.stringify({
			fields: {
				project: { key: settings.project },
				issuetype: { name: settings.issueType },
				summary: words.title,
				description: documentOf(`${words.body}\n\n${markerLine(marker)}`),
				labels: [labelOf(marker)],
			},
		}),
	}),
	created,
	finder: {
		mostPages: 1,
		ask: (settings, secret, { marker }) => ({
			url: `${siteOf(settings)}/rest/api/3/search/jql`,
			method: "POST",
			headers: headersOf(settings, secret),
			body: JSON.stringify({
				jql: `project = "${settings.project}" AND labels = "${labelOf(marker)}"`,
				fields: ["summary"],
				maxResults: 1,
			}),
		}),
		read: found,
	},
} as const satisfies Tracker<Settings>;

const siteOf = ({ siteUrl }: Settings) => siteUrl.replace(/\/+$/, "");
const labelOf = (marker: string) => `tocsin-${marker}`;

const headersOf = ({ account }: Settings, secret: string) => ({
	...JSON_HEADERS,
	...USER_AGENT,
	authorization: `Basic ${Buffer.from(`${account}:${secret}`).toString("base64")}`,
});

function created(settings: Settings, answer: TrackerAnswer): IssueOutcome {
	if (answer.status !== 201) return refusal("Jira", answer, complaint(answer.json));
	const issue = issueIn(settings, answer.json);
	return issue ? { kind: "created", ...issue } : { kind: "unknown", why: "Jira answered without an issue" };
}

function found(settings: Settings, answer: TrackerAnswer): IssueSearch {
	const { issues } = fieldsOf(answer.json);
	if (answer.status !== 200 || !Array.isArray(issues)) {
		const refused = refusal("Jira", answer, complaint(answer.json));
		return { kind: "unanswered", why: "why" in refused ? refused.why : "" };
	}
	const issue = issueIn(settings, issues[0]);
	return issue ? { kind: "found", ...issue } : { kind: "absent" };
}

function issueIn(settings: Settings, json: unknown): { key: string; url: string } | null {
	const key = textIn(fieldsOf(json).key);
	return /^[A-Z][A-Z0-9_]*-\d+$/.test(key) ? { key, url: `${siteOf(settings)}/browse/${key}` } : null;
}

function complaint(json: unknown): string {
	const { errorMessages, errors } = fieldsOf(json);
	const ofFields = Object.entries(fieldsOf(errors)).map(([field, said]) => `${field}: ${textIn(said)}`);
	return [...listIn(errorMessages).map(textIn), ...ofFields].filter((part) => part !== "").join(" ");
}

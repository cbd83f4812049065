import type { z } from "zod";
import { type IssueOutcome, type IssueSearch, markerLine } from "../../rules/issue.ts";
import { fieldsOf, JSON_HEADERS, linkIn, listIn, refusal, textIn, USER_AGENT } from "../plain.ts";
import type { Tracker, TrackerAnswer } from "../tracker-kind.ts";
import { githubSettings } from "./contract.ts";

type Settings = z.output<typeof githubSettings>;

const PER_PAGE = 30;
const API_VERSION = "2022-11-28";
/** Clocks differ: an issue may seem a little older than the wish for it. */
const SLACK_MS = 300_000;

/**
 * Issues by GitHub's REST API. An earlier one is looked for in the list of issues, which knows a new one at once; the
 * search does not.
 */
export const github = {
	kind: "github",
	settings: githubSettings,
	target: ({ apiUrl }) => ({ url: apiUrl, pointer: "/settings/apiUrl" }),
	create: (settings, secret, { words, marker }) => ({
		url: issuesOf(settings),
		method: "POST",
		headers: headersOf(secret),
		body: JSON.stringify({
			title: words.title,
			body: `${words.body}\n\n${markerLine(marker)}`,
			labels: settings.labels,
		}),
	}),
	created,
	finder: {
		mostPages: 5,
		ask: (settings, secret, { requestedAt }, page) => {
			const since = new Date(requestedAt - SLACK_MS).toISOString();
			const query = `state=all&sort=created&direction=desc&since=${since}&per_page=${PER_PAGE}&page=${page}`;
			return { url: `${issuesOf(settings)}?${query}`, method: "GET", headers: headersOf(secret) };
		},
		read: (_settings, answer, { marker }) => found(answer, marker),
	},
} as const satisfies Tracker<Settings>;

const issuesOf = ({ apiUrl, repository }: Settings) =>
	`${apiUrl.replace(/\/+$/, "")}/repos/${repository}/issues`;

const headersOf = (secret: string) => ({
	...JSON_HEADERS,
	...USER_AGENT,
	accept: "application/vnd.github+json",
	authorization: `Bearer ${secret}`,
	"x-github-api-version": API_VERSION,
});

function created(_settings: Settings, answer: TrackerAnswer): IssueOutcome {
	if (answer.status !== 201) return refusal("GitHub", answer, complaint(answer.json));
	const issue = issueIn(answer.json);
	return issue ? { kind: "created", ...issue } : { kind: "unknown", why: "GitHub answered without an issue" };
}

function found(answer: TrackerAnswer, marker: string): IssueSearch | { kind: "more" } {
	if (answer.status !== 200 || !Array.isArray(answer.json)) {
		const refused = refusal("GitHub", answer, complaint(answer.json));
		return { kind: "unanswered", why: "why" in refused ? refused.why : "" };
	}
	const own = answer.json.find((issue) => textIn(fieldsOf(issue).body).includes(markerLine(marker)));
	const issue = own && issueIn(own);
	if (issue) return { kind: "found", ...issue };
	return answer.json.length < PER_PAGE ? { kind: "absent" } : { kind: "more" };
}

function issueIn(json: unknown): { key: string; url: string } | null {
	const { number, html_url: page } = fieldsOf(json);
	const url = linkIn(page);
	return url === null || typeof number !== "number" ? null : { key: `#${number}`, url };
}

/** "Validation Failed: labels invalid". */
function complaint(json: unknown): string {
	const { message, errors } = fieldsOf(json);
	const details = listIn(errors).map((error) => {
		const { message: said, field, code } = fieldsOf(error);
		return textIn(said) || `${textIn(field)} ${textIn(code)}`.trim();
	});
	return [textIn(message), ...details].filter((part) => part !== "").join(": ");
}

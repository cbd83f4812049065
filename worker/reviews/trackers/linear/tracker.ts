import type { z } from "zod";
import { type IssueOutcome, type IssueSearch, markerLine } from "../../rules/issue.ts";
import { fieldsOf, JSON_HEADERS, linkIn, listIn, refusal, textIn, USER_AGENT } from "../plain.ts";
import type { Tracker, TrackerAnswer } from "../tracker-kind.ts";
import { linearSettings } from "./contract.ts";

type Settings = z.output<typeof linearSettings>;

const CREATE = `mutation Create($input: IssueCreateInput!) {
	issueCreate(input: $input) { success issue { identifier url } }
}`;
const FIND = "query Find($id: String!) { issue(id: $id) { identifier url } }";

/** Issues by Linear's GraphQL API. The marker is the issue's own id: Linear takes one from who creates it. */
export const linear = {
	kind: "linear",
	settings: linearSettings,
	target: ({ apiUrl }) => ({ url: apiUrl, pointer: "/settings/apiUrl" }),
	create: (settings, secret, { words, marker }) =>
		asking(settings, secret, CREATE, {
			input: {
				id: marker,
				teamId: settings.teamId,
				title: words.title,
				description: `${words.body}\n\n${markerLine(marker)}`,
			},
		}),
	created,
	finder: {
		mostPages: 1,
		ask: (settings, secret, { marker }) => asking(settings, secret, FIND, { id: marker }),
		read: found,
	},
} as const satisfies Tracker<Settings>;

function asking({ apiUrl }: Settings, secret: string, query: string, variables: object) {
	// A personal API key stands alone; a token of OAuth is a bearer's.
	const authorization = secret.startsWith("lin_api_") ? secret : `Bearer ${secret}`;
	const headers = { ...JSON_HEADERS, ...USER_AGENT, authorization };
	return { url: apiUrl, method: "POST", headers, body: JSON.stringify({ query, variables }) } as const;
}

function created(_settings: Settings, answer: TrackerAnswer): IssueOutcome {
	const said = complaint(answer.json);
	const { issue } = fieldsOf(dataOf(answer.json).issueCreate);
	const made = issueIn(issue);
	if (made) return { kind: "created", ...made };
	if (codesOf(answer.json).includes("RATELIMITED"))
		return { kind: "not_now", why: `Linear answered: ${said}` };
	if (answer.status !== 200) return refusal("Linear", answer, said);
	return said === ""
		? { kind: "unknown", why: "Linear answered without an issue" }
		: { kind: "refused", why: `Linear answered: ${said}` };
}

function found(_settings: Settings, answer: TrackerAnswer): IssueSearch {
	const issue = issueIn(dataOf(answer.json).issue);
	if (issue) return { kind: "found", ...issue };
	const said = complaint(answer.json);
	if (/entity not found/i.test(said)) return { kind: "absent" };
	const refused = refusal("Linear", answer, said);
	return { kind: "unanswered", why: "why" in refused ? refused.why : "" };
}

const dataOf = (json: unknown) => fieldsOf(fieldsOf(json).data);

function issueIn(json: unknown): { key: string; url: string } | null {
	const { identifier, url } = fieldsOf(json);
	const link = linkIn(url);
	return link === null || textIn(identifier) === "" ? null : { key: textIn(identifier), url: link };
}

const errorsOf = (json: unknown) => listIn(fieldsOf(json).errors).map(fieldsOf);

const codesOf = (json: unknown) => errorsOf(json).map(({ extensions }) => textIn(fieldsOf(extensions).code));

function complaint(json: unknown): string {
	const said = errorsOf(json).map(({ message, extensions }) =>
		[textIn(message), textIn(fieldsOf(extensions).userPresentableMessage)].filter(Boolean).join(": "),
	);
	return said.join(" ");
}

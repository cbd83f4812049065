import { describe, expect, it } from "vitest";
import { issueWords, nextIssueTry, unknownVariable } from "../../../worker/reviews/rules/issue.ts";
import { github } from "../../../worker/reviews/trackers/github/tracker.ts";
import { documentOf } from "../../../worker/reviews/trackers/jira/document.ts";
import { jira } from "../../../worker/reviews/trackers/jira/tracker.ts";
import { linear } from "../../../worker/reviews/trackers/linear/tracker.ts";
import type { TrackerAnswer } from "../../../worker/reviews/trackers/tracker-kind.ts";

const MARKER = "9cfb482a-81e3-4154-b5b9-2c805e70a02d";
const REQUEST = {
	marker: MARKER,
	words: { title: "t", body: "b" },
	actionItemId: "act_1",
	incidentId: null,
	requestedAt: 0,
};
const answered = (status: number, json: unknown, headers: Record<string, string> = {}): TrackerAnswer => ({
	status,
	json,
	header: (name) => headers[name] ?? null,
});
const repository = github.settings.parse({ repository: "acme/shop" });
const project = jira.settings.parse({
	siteUrl: "https://acme.atlassian.net/",
	account: "bo@acme.example",
	project: "SHOP",
});
const team = linear.settings.parse({ teamId: MARKER });

const FACTS = {
	...{ text: "Alert {{owner}} earlier", type: "detect", owner: "Bo", due: "", url: "", incident: "#14 Down" },
	...{ incidentTitle: "Down", incidentUrl: "", reviewUrl: "", service: "Checkout", severity: "P1" },
};

describe("the words of an issue", () => {
	it("are the templates with what is known filled in, and nothing that people wrote is a template", () => {
		const words = issueWords({ title: "{{ service }}: {{text}}", body: "{{owner}}\n{{due}}" }, FACTS);
		expect(words).toEqual({ title: "Checkout: Alert {{owner}} earlier", body: "Bo" });
	});

	it("have a title of one line that every tracker takes", () => {
		const { title } = issueWords(
			{ title: "{{text}}", body: "" },
			{ ...FACTS, text: `a\nb ${"x".repeat(900)}` },
		);
		expect([...title].length).toBeLessThanOrEqual(250);
		expect(title).not.toContain("\n");
	});

	it("are refused with a variable that does not exist", () => {
		expect(unknownVariable("{{text}} {{password}}")).toBe("password");
		expect(unknownVariable("{{ text }} { } {{}}")).toBeNull();
	});
});

describe("an answer of GitHub", () => {
	it.each([
		[answered(401, { message: "Bad credentials" }), "refused"],
		[answered(404, { message: "Not Found" }), "refused"],
		[answered(301, { message: "Moved Permanently" }), "refused"],
		[answered(403, { message: "secondary rate limit" }, { "retry-after": "60" }), "not_now"],
		[answered(403, {}, { "x-ratelimit-remaining": "0" }), "not_now"],
		[answered(429, {}), "not_now"],
		[answered(502, undefined), "unknown"],
		[answered(201, undefined), "unknown"],
	])("that is no issue says whether one may be there: %#", (answer, kind) => {
		expect(github.created(repository, answer).kind).toBe(kind);
	});

	it("finds the issue with the marker and no other, and does not call a full page the end", () => {
		const issue = (number: number, body: string | null) => ({
			...{ number, body, html_url: `https://github.com/acme/shop/issues/${number}` },
		});
		const own = issue(7, `b\n\nCreated by Tocsin (${MARKER})`);
		const { finder } = github;
		expect(finder.read(repository, answered(200, [issue(8, null), own]), REQUEST)).toEqual({
			...{ kind: "found", key: "#7", url: own.html_url },
		});
		expect(finder.read(repository, answered(200, [issue(8, "other")]), REQUEST)).toEqual({ kind: "absent" });
		const full = Array.from({ length: 30 }, (_, i) => issue(i, "other"));
		expect(finder.read(repository, answered(200, full), REQUEST)).toEqual({ kind: "more" });
		expect(finder.read(repository, answered(500, undefined), REQUEST).kind).toBe("unanswered");
	});
});

describe("an answer of Jira", () => {
	it("names the fields that it did not take", () => {
		const json = { errorMessages: [], errors: { labels: "Field 'labels' cannot be set." } };
		expect(jira.created(project, answered(400, json))).toEqual({
			kind: "refused",
			why: "Jira answered 400: labels: Field 'labels' cannot be set.",
		});
	});

	it("finds the issue by its label", () => {
		const ask = jira.finder.ask(project, "t", REQUEST);
		expect(JSON.parse(ask.body).jql).toBe(`project = "SHOP" AND labels = "tocsin-${MARKER}"`);
		const { read } = jira.finder;
		expect(read(project, answered(200, { issues: [{ id: "1", key: "SHOP-3" }] }))).toEqual({
			...{ kind: "found", key: "SHOP-3", url: "https://acme.atlassian.net/browse/SHOP-3" },
		});
		expect(read(project, answered(200, { issues: [] }))).toEqual({ kind: "absent" });
		expect(read(project, answered(200, {})).kind).toBe("unanswered");
	});

	it("has paragraphs, line breaks and links of plain text", () => {
		expect(documentOf("a\nb https://x.example/1\n\n*c*").content).toEqual([
			{
				type: "paragraph",
				content: [
					{ type: "text", text: "a" },
					{ type: "hardBreak" },
					{ type: "text", text: "b " },
					{
						type: "text",
						text: "https://x.example/1",
						marks: [{ type: "link", attrs: { href: "https://x.example/1" } }],
					},
				],
			},
			{ type: "paragraph", content: [{ type: "text", text: "*c*" }] },
		]);
	});
});

describe("an answer of Linear", () => {
	const errors = (message: string, code?: string) => ({ errors: [{ message, extensions: { code } }] });

	it("tells apart what is refused, what comes too fast, and what is unclear", () => {
		const kindOf = (answer: TrackerAnswer) => linear.created(team, answer).kind;
		expect(kindOf(answered(200, errors("Argument Validation Error")))).toBe("refused");
		expect(kindOf(answered(400, errors("Rate limit exceeded", "RATELIMITED")))).toBe("not_now");
		expect(kindOf(answered(401, errors("Authentication required")))).toBe("refused");
		expect(kindOf(answered(200, {}))).toBe("unknown");
		expect(kindOf(answered(503, undefined))).toBe("unknown");
	});

	it("finds the issue by the id that it was given", () => {
		const { read } = linear.finder;
		const issue = { identifier: "ENG-7", url: "https://linear.app/acme/issue/ENG-7" };
		expect(read(team, answered(200, { data: { issue } }))).toMatchObject({ kind: "found", key: "ENG-7" });
		expect(read(team, answered(200, errors("Entity not found: Issue")))).toEqual({ kind: "absent" });
		expect(read(team, answered(401, errors("Authentication required"))).kind).toBe("unanswered");
	});
});

describe("a try that failed", () => {
	it("is made again after 1, 2, 4, 8 and 16 minutes, and then given up", () => {
		const pauses = [1, 2, 3, 4, 5, 6].map((attempts) => nextIssueTry(attempts, 0));
		expect(pauses).toEqual([60_000, 120_000, 240_000, 480_000, 960_000, null]);
	});
});

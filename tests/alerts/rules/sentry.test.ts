import { expect, it } from "vitest";
import { readSentry } from "../../../worker/alerts/inbound/sentry/reader.ts";

const ISSUE = {
	id: "9",
	shortId: "SHOP-1",
	title: "TypeError",
	level: "fatal",
	permalink: "https://sentry.io/i/9",
};

it.each([
	["created", "trigger"],
	["unresolved", "trigger"],
	["resolved", "resolve"],
	["archived", "resolve"],
	["ignored", "resolve"],
	["assigned", undefined],
])("an issue that is %s means %s", (action, expected) => {
	const [alert] = readSentry({ action, data: { issue: ISSUE } }) ?? [];
	expect(alert?.action).toBe(expected);
	if (expected) expect(alert).toMatchObject({ dedupKey: "issue/9", severity: "P1", title: "TypeError" });
});

it("an alert rule tells of the same problem as its issue", () => {
	const event = { issue_id: "9", title: "TypeError", level: "warning" };
	expect(readSentry({ action: "triggered", data: { event, triggered_rule: "Rule" } })).toMatchObject([
		{ action: "trigger", dedupKey: "issue/9", severity: "P3", details: { rule: "Rule" } },
	]);
});

it.each([
	["critical", "trigger", "P1"],
	["warning", "trigger", "P3"],
	["resolved", "resolve", null],
])("a metric alert that is %s means %s as %s", (action, expected, severity) => {
	const metric_alert = { id: "4", alert_rule: { id: "7", name: "Too many errors" } };
	const data = {
		metric_alert,
		description_title: "Resolved: Too many errors",
		web_url: "https://sentry.io/a/4",
	};
	expect(readSentry({ action, data })).toMatchObject([
		{ action: expected, dedupKey: "metric/4", title: "Too many errors", severity },
	]);
});

it("takes what the older plugin sends, and pages nobody for an installation", () => {
	const plugin = {
		id: "9",
		project_name: "Shop",
		level: "error",
		url: "https://sentry.io/i/9",
		culprit: "app.js",
	};
	expect(readSentry(plugin)).toMatchObject([{ dedupKey: "issue/9", title: "app.js", severity: "P2" }]);
	expect(readSentry({ action: "created", data: { installation: { uuid: "u" } } })).toEqual([]);
});

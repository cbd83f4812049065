import { describe, expect, it } from "vitest";
import { readDatadog } from "../../../worker/alerts/inbound/datadog/reader.ts";
import { words } from "../../../worker/alerts/inbound/datadog/words.ts";

/** What Datadog sends by the template, with these variables filled and the others left as they are. */
function sent(variables: Record<string, string>): unknown {
	return JSON.parse(
		words.template!.replaceAll(/\$([A-Z_]+)/g, (variable, name) => variables[name] ?? variable),
	);
}
const alertOf = (payload: unknown) => {
	const [alert] = readDatadog(payload) ?? [];
	if (!alert) throw new Error("no alert");
	return alert;
};
const CYCLE = { ALERT_ID: "1234", ALERT_CYCLE_KEY: "c1", ALERT_TYPE: "error" };

describe("the template that people paste", () => {
	it.each([
		["Triggered", "trigger"],
		["Re-Triggered", "trigger"],
		["No Data", "trigger"],
		["Warn", "trigger"],
		["Renotify", "trigger"],
		["Recovered", "resolve"],
		["Re-Recovered", "resolve"],
	])("%s means %s, by the key of its cycle", (ALERT_TRANSITION, action) => {
		expect(alertOf(sent({ ...CYCLE, ALERT_TRANSITION, EVENT_TITLE: "Errors" }))).toMatchObject({
			action,
			dedupKey: "c1",
		});
	});

	it.each([
		[{ ALERT_PRIORITY: "P5" }, "P4"],
		[{ ALERT_PRIORITY: "P2", ALERT_TRANSITION: "Warn" }, "P2"],
		[{ ALERT_TRANSITION: "Warn" }, "P3"],
		[{ ALERT_TRANSITION: "Triggered" }, "P2"],
		[{ ALERT_PRIORITY: "null", ALERT_TYPE: "null" }, null],
	])("%j is %s", (variables, severity) => {
		expect(alertOf(sent({ ...CYCLE, ...variables })).severity).toBe(severity);
	});

	it("without a cycle the monitor and what it looks at are the key", () => {
		const given = { ALERT_ID: "1234", ALERT_SCOPE: "host:a" };
		expect(alertOf(sent(given)).dedupKey).toBe("1234/host:a");
	});
});

describe("the payload that Datadog sends without a template", () => {
	const event = (title: string) => ({ id: "1", event_type: "query_alert_monitor", title, body: "Too many" });

	it("ends what it began, by what its title is about", () => {
		const began = alertOf(event("[P1] [Triggered on {host:a}] Errors"));
		const ended = alertOf(event("[P1] [Recovered on {host:a}] Errors"));
		const other = alertOf(event("[Triggered on {host:b}] Errors"));
		expect([began.action, ended.action]).toEqual(["trigger", "resolve"]);
		expect(ended.dedupKey).toBe(began.dedupKey);
		expect(other.dedupKey).not.toBe(began.dedupKey);
		expect(began.title).toBe("Errors on host:a");
	});
});

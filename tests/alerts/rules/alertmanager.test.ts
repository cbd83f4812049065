import { describe, expect, it } from "vitest";
import { readGroup } from "../../../worker/alerts/inbound/alertmanager/reader.ts";

const firing = (fingerprint: string, severity = "critical", more: object = {}) => ({
	status: "firing",
	labels: { alertname: "HighErrorRate", service: "checkout", severity, instance: `checkout-${fingerprint}` },
	annotations: { summary: `Checkout ${fingerprint} answers 500`, runbook_url: "https://wiki.example/5xx" },
	startsAt: "2026-01-05T09:00:00.000Z",
	endsAt: "0001-01-01T00:00:00Z",
	generatorURL: "http://prometheus.example:9090/graph?g0.expr=up",
	fingerprint,
	...more,
});

const group = (alerts: unknown[], more: object = {}) => ({
	version: "4",
	groupKey: '{}:{alertname="HighErrorRate"}',
	truncatedAlerts: 0,
	status: "firing",
	receiver: "tocsin",
	groupLabels: { alertname: "HighErrorRate" },
	commonLabels: { alertname: "HighErrorRate" },
	commonAnnotations: {},
	externalURL: "http://alertmanager.example:9093",
	alerts,
	...more,
});

function read(payload: unknown) {
	const reading = readGroup(payload);
	if (!reading.ok) throw new Error(reading.reason);
	return reading;
}

describe("a notification of Alertmanager", () => {
	it("is one incident for the group, with its alerts inside by fingerprint", () => {
		const { alerts } = read(group([firing("a"), firing("b")]));
		expect(new Set(alerts.map((each) => each.dedupKey))).toEqual(new Set(['{}:{alertname="HighErrorRate"}']));
		expect(alerts.map((each) => each.memberKey)).toEqual(["a", "b"]);
	});

	it("gives the responder a title, a severity, the labels and the links", () => {
		expect(read(group([firing("a", "warning")])).alerts[0]).toMatchObject({
			title: "Checkout a answers 500",
			severity: "P3",
			details: { labels: { service: "checkout" } },
			links: [
				{ href: "https://wiki.example/5xx", text: "Runbook" },
				{ href: "http://prometheus.example:9090/graph?g0.expr=up", text: "Query" },
				{ href: "http://alertmanager.example:9093/", text: "Alertmanager" },
			],
		});
	});

	it("puts the worst first and the ends last, and answers in the order of the payload", () => {
		const ended = firing("c", "critical", { status: "resolved" });
		const { alerts, members } = read(group([ended, firing("a", "warning"), firing("b", "critical")]));
		expect(alerts.map((each) => each.memberKey)).toEqual(["b", "a", "c"]);
		expect(members).toEqual(["c", "a", "b"]);
	});

	it("ends the whole group when the group is resolved, also what was cut from the list", () => {
		const payload = group([firing("a", "critical", { status: "resolved" })], {
			status: "resolved",
			truncatedAlerts: 9,
		});
		expect(read(payload).alerts.at(-1)).toMatchObject({ action: "resolve", memberKey: null });
	});

	it("takes the readable alerts although one is odd", () => {
		const { alerts, members } = read(group([firing("a"), "odd", { labels: 7, status: null }]));
		expect(alerts).toHaveLength(2);
		expect(members[1]).toBeNull();
	});

	it("tells alerts without a fingerprint apart by their labels, in any order of the labels", () => {
		const alert = { status: "firing", labels: { b: "2", a: "1" } };
		const same = { status: "firing", labels: { a: "1", b: "2" } };
		const other = { status: "firing", labels: { a: "1", b: "3" } };
		const { members } = read(group([alert, same, other]));
		expect(members[0]).toBe(members[1]);
		expect(members[0]).not.toBe(members[2]);
	});

	it("keeps a long group key apart from another long one", () => {
		const keyOf = (end: string) =>
			read(group([firing("a")], { groupKey: "g".repeat(900) + end })).alerts[0]?.dedupKey;
		expect(keyOf("1")).not.toBe(keyOf("2"));
		expect(keyOf("1")?.length).toBeLessThanOrEqual(255);
	});

	it.each([null, [], "text", {}, { alerts: "none" }, { alerts: ["odd", 7] }])("%j is none", (payload) => {
		expect(readGroup(payload).ok).toBe(false);
	});
});

describe("a notification whose fields are odd", () => {
	const titled = (annotations: unknown, labels: unknown = { alertname: "HighErrorRate" }) =>
		read(group([{ status: "firing", labels, annotations }], { commonLabels: {} })).alerts[0]!;

	it.each<[string, unknown, unknown, string]>([
		["is null", { summary: null, title: "Checkout is slow" }, {}, "Checkout is slow"],
		["is empty", { summary: "", title: "Checkout is slow" }, {}, "Checkout is slow"],
		["is blank", { summary: " \t\n", title: "Checkout is slow" }, {}, "Checkout is slow"],
		["is missing altogether", null, { alertname: "HighErrorRate", instance: null }, "HighErrorRate"],
		["and whose name are blank", {}, { alertname: " ", instance: "db-1" }, "db-1"],
		["and everything else are null", { summary: null }, { alertname: null }, "Alert from Alertmanager"],
		["is a number", { summary: 503 }, {}, "503"],
		["is an object", { summary: { text: "Checkout is slow" } }, {}, '{"text":"Checkout is slow"}'],
		["is no list of words at all", ["odd"], { alertname: "HighErrorRate" }, "HighErrorRate"],
	])("still tells the responder something when its summary %s", (_, annotations, labels, title) => {
		expect(titled(annotations, labels).title).toBe(title);
	});

	it("keeps what its group says where the alert says null", () => {
		const common = { commonLabels: { severity: "critical", job: "checkout" } };
		const { alerts } = read(
			group([firing("a", "critical", { labels: { severity: null, job: null } })], common),
		);
		expect(alerts[0]).toMatchObject({ severity: "P1", source: "checkout" });
	});

	it.each([
		[{ severity: "", priority: "P1" }, "P1"],
		[{ severity: "page", priority: "P2" }, "P2"],
		[{ severity: null }, null],
	])("is as bad as the word that can be read: %j", (labels, severity) => {
		expect(titled({}, labels).severity).toBe(severity);
	});

	it("is told apart by its labels when its keys are blank", () => {
		const blank = { groupKey: " ", groupLabels: { alertname: "A" } };
		const [first] = read(group([firing(" ")], blank)).alerts;
		const [other] = read(group([firing(" ", "info")], blank)).alerts;
		expect(first!.dedupKey).toMatch(/^labels:/);
		expect(first!.memberKey).not.toBe(other!.memberKey);
	});

	it("never says null, undefined or [object Object] to people", () => {
		const odd = [null, "", " ", {}, [], undefined];
		for (const value of odd) {
			const words = Object.fromEntries(
				["alertname", "instance", "job", "severity", "summary", "title", "description"].map((n) => [
					n,
					value,
				]),
			);
			const { title, source } = titled(words, words);
			expect(`${title} ${source}`).not.toMatch(/null|undefined|\[object/);
		}
	});
});

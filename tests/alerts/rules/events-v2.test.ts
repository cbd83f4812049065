import { describe, expect, it } from "vitest";
import { readEvent } from "../../../worker/alerts/inbound/events-v2/reader.ts";

const made = () => "made";
const event = (more: object = {}, payload: object = {}) => ({
	routing_key: "tik",
	event_action: "trigger",
	dedup_key: "checkout/5xx",
	payload: { summary: "Checkout answers 500", source: "checkout-1", severity: "critical", ...payload },
	...more,
});

function alertOf(payload: unknown) {
	const reading = readEvent(payload, made);
	if (!reading.ok) throw new Error(reading.errors.join("; "));
	return reading.alert;
}

function errorsOf(payload: unknown): string[] {
	const reading = readEvent(payload, made);
	return reading.ok ? [] : reading.errors;
}

describe("an event that PagerDuty would take", () => {
	it("becomes an alert with its title, source and key", () => {
		expect(alertOf(event())).toMatchObject({
			action: "trigger",
			dedupKey: "checkout/5xx",
			memberKey: null,
			title: "Checkout answers 500",
			source: "checkout-1",
		});
	});

	it.each([
		["critical", "P1"],
		["error", "P2"],
		["warning", "P3"],
		["info", "P4"],
		["Critical", "P1"],
	])("%s is %s", (severity, expected) => {
		expect(alertOf(event({}, { severity })).severity).toBe(expected);
	});

	it("keeps custom details, links, images and the client for the responder", () => {
		const alert = alertOf(
			event(
				{
					client: "Prometheus",
					client_url: "https://prom.example/graph",
					links: [{ href: "https://wiki.example/runbook", text: "Runbook" }, "nonsense"],
					images: [{ src: "https://img.example/graph.png", alt: "Graph" }],
				},
				{ custom_details: { rate: 0.4 }, component: "api", class: "5xx", timestamp: "2026-01-05T09:00:00Z" },
			),
		);
		expect(alert.details).toMatchObject({
			customDetails: { rate: 0.4 },
			component: "api",
			client: "Prometheus",
		});
		expect(alert.links).toEqual([
			{ href: "https://wiki.example/runbook", text: "Runbook" },
			{ href: "https://img.example/graph.png", text: "Graph" },
			{ href: "https://prom.example/graph", text: "Prometheus" },
		]);
	});

	it.each([undefined, null, "", "  "])(
		"without a key (%j) gets the one that was made for it",
		(dedup_key) => {
			expect(alertOf(event({ dedup_key })).dedupKey).toBe("made");
		},
	);

	it.each(["acknowledge", "resolve"] as const)("may %s with nothing but the key", (event_action) => {
		const alert = alertOf({ routing_key: "tik", event_action, dedup_key: "checkout/5xx", payload: "odd" });
		expect(alert).toMatchObject({ action: event_action, dedupKey: "checkout/5xx" });
	});

	it("may carry anything that PagerDuty ignores", () => {
		expect(errorsOf(event({ links: "none", images: 7, extra: [1] }, { custom_details: "text" }))).toEqual([]);
	});
});

describe("an event that PagerDuty would refuse", () => {
	it("names every field that is missing or blank", () => {
		expect(errorsOf({ event_action: "trigger", payload: { summary: " ", severity: "critical" } })).toEqual([
			"'routing_key' is missing or blank",
			"'payload.summary' is missing or blank",
			"'payload.source' is missing or blank",
		]);
	});

	it.each([
		[event({ payload: undefined }), "'payload' is missing or blank"],
		[
			event({ event_action: "explode" }),
			"'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')",
		],
		[
			event({}, { severity: "P1" }),
			"'payload.severity' is invalid (must be one of the following: 'critical', 'error', 'warning' or 'info')",
		],
		[event({ dedup_key: "k".repeat(256) }), "'dedup_key' is too long (at most 255 characters)"],
		[event({ dedup_key: {} }), "'dedup_key' is missing or blank"],
		[{ routing_key: "tik", event_action: "resolve" }, "'dedup_key' is missing or blank"],
	])("%#: says what is wrong", (payload, message) => {
		expect(errorsOf(payload)).toEqual([message]);
	});

	it.each([null, [], "text", 7, true])("%j is no event", (payload) => {
		expect(errorsOf(payload)).toEqual(["The event must be a JSON object"]);
	});
});

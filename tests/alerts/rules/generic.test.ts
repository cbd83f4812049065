import { describe, expect, it } from "vitest";
import { readGeneric } from "../../../worker/alerts/inbound/generic/reader.ts";

function read(payload: unknown) {
	const reading = readGeneric(payload);
	if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
	return reading.alert;
}

describe("the generic hook", () => {
	it("takes our own words", () => {
		const payload = {
			title: "Queue is long",
			severity: "P3",
			dedupKey: "queue",
			action: "trigger",
			details: { length: 9_000 },
			links: [{ href: "https://queue.example/", text: "Queue" }, "https://wiki.example/queue"],
		};
		expect(read(payload)).toMatchObject({
			action: "trigger",
			dedupKey: "queue",
			memberKey: null,
			title: "Queue is long",
			severity: "P3",
			details: { length: 9_000 },
			links: [
				{ href: "https://queue.example/", text: "Queue" },
				{ href: "https://wiki.example/queue", text: "wiki.example" },
			],
		});
	});

	it("takes GoAlert's words", () => {
		const payload = { summary: "Queue is long", details: "9,000 jobs", action: "close", dedup: "queue" };
		expect(read(payload)).toMatchObject({
			action: "resolve",
			dedupKey: "queue",
			title: "Queue is long",
			details: { details: "9,000 jobs" },
		});
	});

	it("takes the words of Grafana OnCall's formatted webhook", () => {
		const payload = {
			alert_uid: "08d6891a",
			title: "Queue is long",
			state: "alerting",
			message: "9,000 jobs",
			link_to_upstream_details: "https://oncall.example/a",
			image_url: "https://oncall.example/a.png",
		};
		expect(read(payload)).toMatchObject({
			action: "trigger",
			dedupKey: "08d6891a",
			details: { message: "9,000 jobs" },
			links: [{ href: "https://oncall.example/a" }, { href: "https://oncall.example/a.png" }],
		});
		expect(read({ ...payload, state: "ok" }).action).toBe("resolve");
	});

	it.each([
		["critical", "P1"],
		["fatal", "P1"],
		["error", "P2"],
		["high", "P2"],
		["major", "P2"],
		["warning", "P3"],
		["minor", "P3"],
		["info", "P4"],
		["low", "P4"],
		["P5", "P4"],
		["purple", null],
		[undefined, null],
	])("severity %s means %s", (severity, expected) => {
		expect(read({ title: "Queue is long", severity }).severity).toBe(expected);
	});

	it("without a key finds the alert again by its title and source", () => {
		const began = read({ title: "Queue is long", source: "jobs" });
		expect(read({ title: "Queue is long", source: "jobs", action: "resolve" }).dedupKey).toBe(began.dedupKey);
		expect(read({ title: "Queue is long", source: "mails" }).dedupKey).not.toBe(began.dedupKey);
	});

	it("may end an alert by its key alone", () => {
		expect(read({ dedupKey: "queue", action: "resolve" })).toMatchObject({
			action: "resolve",
			dedupKey: "queue",
		});
	});

	it("names every field that is wrong", () => {
		expect(readGeneric({ action: "explode", title: " " })).toEqual({
			ok: false,
			errors: [
				{ pointer: "/action", code: "validation", message: expect.any(String) },
				{ pointer: "/title", code: "validation", message: expect.any(String) },
			],
		});
	});

	it.each([null, [], "text", 7])("%j is no alert", (payload) => {
		expect(readGeneric(payload)).toMatchObject({ ok: false, errors: [{ pointer: "" }] });
	});
});

describe("a generic alert whose fields are odd", () => {
	const alertOf = (payload: object) => {
		const reading = readGeneric(payload);
		return reading.ok ? reading.alert : null;
	};

	it.each<[object, string | undefined]>([
		[{ title: null, summary: "Checkout is slow" }, "Checkout is slow"],
		[{ title: " ", message: "Checkout is slow" }, "Checkout is slow"],
		[{ title: { text: "odd" }, summary: "Checkout is slow" }, "Checkout is slow"],
		[{ title: 503 }, "503"],
		[{ title: null }, undefined],
	])("is called by the first words that can be read: %j", (payload, title) => {
		expect(alertOf(payload)?.title).toBe(title);
	});

	it("is as bad as the word that can be read", () => {
		expect(alertOf({ title: "Slow", severity: "page", priority: "P2" })?.severity).toBe("P2");
	});

	it("never says null, undefined or [object Object] to people", () => {
		for (const value of [null, "", " ", {}, []]) {
			const alert = alertOf({ title: "Checkout is slow", source: value, severity: value, dedupKey: value });
			expect(`${alert?.title} ${alert?.source} ${alert?.dedupKey}`).not.toMatch(/null|undefined|\[object/);
		}
	});
});

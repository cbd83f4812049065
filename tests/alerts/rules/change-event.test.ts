import { expect, it } from "vitest";
import { readChange } from "../../../worker/alerts/inbound/events-v2/change.ts";

const NOW = Date.parse("2026-01-05T10:00:00Z");
const change = (payload: object, more: object = {}) =>
	readChange({ routing_key: "k", payload, ...more }, NOW);

it("keeps what was changed, by what, when, and where it can be read", () => {
	const links = [{ href: "https://ci.example/1", text: "Build" }, "odd"];
	const payload = { summary: "Build passed", source: "ci", timestamp: "2026-01-05T09:00:00.000Z" };
	expect(change(payload, { links })).toEqual({
		...{ ok: true, routingKey: "k", summary: "Build passed", source: "ci", at: NOW - 3_600_000 },
		links: [{ href: "https://ci.example/1", text: "Build" }],
	});
});

it("is of now where its time is missing, odd, or yet to come", () => {
	for (const timestamp of [undefined, "yesterday", "2027-01-01T00:00:00Z"])
		expect(change({ summary: "s", timestamp })).toMatchObject({ at: NOW });
});

it("says in PagerDuty’s words what is missing", () => {
	expect(readChange({ payload: {} }, NOW)).toEqual({
		ok: false,
		errors: ["'routing_key' is missing or blank", "'payload.summary' is missing or blank"],
	});
	expect(readChange([], NOW)).toMatchObject({ ok: false });
});

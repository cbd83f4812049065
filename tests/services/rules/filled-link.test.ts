import { describe, expect, it } from "vitest";
import { filledLink } from "../../../worker/services/rules/filled-link.ts";

const at = (text: string) => Date.parse(text);
const from = at("2026-01-05T03:10:00Z");
const to = at("2026-01-05T03:40:00Z");
const later = at("2026-01-06T00:00:00Z");

describe("a link of a service, opened from an incident", () => {
	it("shows the incident with a quarter of an hour around it", () => {
		expect(filledLink("https://g.example/d?from={startMs}&to={endMs}", { from, to }, later)).toBe(
			`https://g.example/d?from=${at("2026-01-05T02:55:00Z")}&to=${at("2026-01-05T03:55:00Z")}`,
		);
		expect(filledLink("https://logs.example/{start}/{end}", { from, to }, later)).toBe(
			"https://logs.example/2026-01-05T02%3A55%3A00.000Z/2026-01-05T03%3A55%3A00.000Z",
		);
	});

	it("ends now while the incident is open", () => {
		expect(filledLink("https://g.example/?to={endMs}", { from, to: later }, later)).toBe(
			`https://g.example/?to=${later}`,
		);
	});

	it("finds what an address has escaped, and leaves every other brace alone", () => {
		expect(filledLink("https://g.example/%7BstartMs%7D?q={job}", { from, to }, later)).toBe(
			`https://g.example/${at("2026-01-05T02:55:00Z")}?q={job}`,
		);
	});
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linked } from "../../app/state/links.ts";

const links = (text: string) => linked(text).flatMap(({ href }) => (href ? [href] : []));

describe("an address in a note", () => {
	it.each([
		["see https://grafana.example/d/7?from=now-1h.", ["https://grafana.example/d/7?from=now-1h"]],
		["(https://a.example/x_(y))", ["https://a.example/x_(y)"]],
		["http://a.example, then https://b.example/!", ["http://a.example/", "https://b.example/"]],
		["HTTPS://A.example/Path", ["https://a.example/Path"]],
		["https://", []],
		["www.a.example", []],
		["javascript:alert(1) data:text/html,x ftp://a.example", []],
		["https://bank.example@evil.example/", []],
		["<https://a.example/b>", ["https://a.example/b"]],
	])("is a link only where it is one of the web: %s", (text, expected) => {
		expect(links(text)).toEqual(expected);
	});

	it("loses no word of the note, and never opens anything but http and https", () => {
		const note = fc.array(
			fc.oneof(
				fc.string(),
				fc.constantFrom("https://a.example/", "http://b", "javascript:", "(", ")", ".", "@", " "),
			),
		);
		fc.assert(
			fc.property(note, (parts) => {
				const text = parts.join("");
				const pieces = linked(text);
				expect(pieces.map((piece) => piece.text).join("")).toBe(text);
				for (const { href } of pieces) if (href) expect(href).toMatch(/^https?:\/\//);
			}),
		);
	});
});

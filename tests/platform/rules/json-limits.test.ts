import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../../worker/platform/http/json-limits.ts";

const slugOf = (text: string) => {
	const outcome = parseJson(text);
	return outcome.ok ? "ok" : outcome.slug;
};

describe("reading a body", () => {
	it("gives back whatever was written, within its limits", () => {
		const json = fc.jsonValue({ maxDepth: 5, stringUnit: "grapheme" });
		fc.assert(
			fc.property(json, (value) => {
				const text = JSON.stringify(value);
				expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
			}),
		);
	});

	it("agrees with the language on what is JSON", () => {
		const pieces = fc.constantFrom(
			"{",
			"}",
			"[",
			"]",
			":",
			",",
			'"a"',
			'"b"',
			'"\\"',
			"1",
			"-",
			"true",
			" ",
			"\\",
			'"',
		);
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
				const text = parts.join("");
				const outcome = parseJson(text);
				if (outcome.ok) expect(JSON.parse(text)).toEqual(outcome.value);
				else if (!outcome.detail.includes("twice")) expect(() => JSON.parse(text)).toThrow();
			}),
			{ numRuns: 2_000 },
		);
	});

	it.each([
		["a key twice", '{"a":1,"a":2}', "malformed-json"],
		["a key twice, once spelt by its code", '{"a":1,"\\u0061":2}', "malformed-json"],
		["a key twice, deep inside", '[{"x":{"a":1,"b":{},"a":2}}]', "malformed-json"],
		["the same key in two objects", '[{"a":1},{"a":2},{"b":{"a":1},"a":3}]', "ok"],
		["a text that looks like a key twice", '{"a":"\\"a\\":1,\\"a\\":2"}', "ok"],
		["half a surrogate pair", '"\\ud83d"', "malformed-json"],
		["a whole one", '"\\ud83d\\ude00"', "ok"],
		["half a one in a key", '{"\\udc00":1}', "malformed-json"],
		["32 levels", `${"[".repeat(32)}${"]".repeat(32)}`, "ok"],
		["33 levels", `${"[".repeat(33)}${"]".repeat(33)}`, "too-large"],
		["brackets in a text", JSON.stringify("[".repeat(100)), "ok"],
		["a text of 64 KB", JSON.stringify("x".repeat(65_536)), "ok"],
		["a picture of 64 KB", JSON.stringify(`data:image/png;base64,${"A".repeat(87_384)}`), "ok"],
		["a larger one", JSON.stringify(`data:image/png;base64,${"A".repeat(87_500)}`), "too-large"],
		["a longer one", JSON.stringify("x".repeat(65_537)), "too-large"],
		["nothing", "", "malformed-json"],
	])("judges %s", (_what, text, expected) => {
		expect(slugOf(text)).toBe(expected);
	});

	it("takes half a megabyte of anything in its stride", () => {
		const awkward = ['"\\', '\\"', '"', "\\", "[", '{"a":', '"a",', "\\\\", '\\u00"'];
		for (const piece of awkward) {
			const text = `"${piece.repeat(Math.floor(500_000 / piece.length))}`;
			const startedAt = performance.now();
			parseJson(text);
			expect(performance.now() - startedAt, piece).toBeLessThan(5_000);
		}
	});
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundedDetails, boundedKey, oneLine, safeLinks } from "../../../worker/alerts/inbound/plain.ts";

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const RIGHT_TO_LEFT = "\u202e";
const LONE = "\ud800";

describe("a title from outside", () => {
	it("is one line without control or direction-changing characters", () => {
		expect(oneLine(` Check\u0000out\r\n is\tdown ${RIGHT_TO_LEFT}kcehc\u2066 `)).toBe(
			"Check out is down kcehc",
		);
	});

	it("is at most 1,024 characters and never ends in half a character", () => {
		const cut = oneLine("a".repeat(1_022) + "🔥".repeat(40));
		expect(cut.length).toBeLessThanOrEqual(1_024);
		expect(Buffer.from(cut).toString()).toBe(cut);
		expect(cut.endsWith("…")).toBe(true);
	});

	it("shows a replacement for half a character", () => {
		expect(oneLine(`disk ${LONE} full`)).toBe("disk \ufffd full");
	});
});

describe("a key from outside", () => {
	it("stays what it is up to 255 characters", () => {
		expect(boundedKey("k".repeat(255))).toBe("k".repeat(255));
	});

	it("is told apart from another long one by its end", () => {
		const [a, b] = [boundedKey(`${"k".repeat(300)}a`), boundedKey(`${"k".repeat(300)}b`)];
		expect(a).not.toBe(b);
		expect(a.length).toBeLessThanOrEqual(255);
	});
});

describe("details from outside", () => {
	it("cannot reach a prototype", () => {
		const details = boundedDetails(
			JSON.parse('{"__proto__":{"admin":true},"a":{"__proto__":{"admin":true}}}'),
		);
		expect(Object.getPrototypeOf(details)).toBe(Object.prototype);
		expect((details as { admin?: boolean }).admin).toBeUndefined();
		expect(JSON.stringify(details)).toBe('{"(__proto__)":{"admin":true},"a":{"(__proto__)":{"admin":true}}}');
	});

	it("keep the beginning of a log that is too long, and say that it was cut", () => {
		const details = boundedDetails({ log: "x".repeat(300_000), after: "gone" });
		expect(bytesOf(details)).toBeLessThanOrEqual(65_536);
		expect(String(details.log).length).toBeGreaterThan(60_000);
		expect(details.truncated).toBeDefined();
	});

	it("survive a nesting that would overflow a stack", () => {
		let deep: unknown = "bottom";
		for (let i = 0; i < 50_000; i++) deep = [deep];
		expect(boundedDetails({ deep }).truncated).toBeDefined();
	});

	it("are at most 64 KB of well-formed JSON, whatever was sent, and unchanged when they fit", () => {
		const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(LONE, "\u0000", "x".repeat(30_000)));
		const sent = fc.dictionary(text, fc.jsonValue({ depthSize: "large", stringUnit: "binary" }));
		fc.assert(
			fc.property(sent, fc.array(text), (record, list) => {
				const details = boundedDetails({ ...record, list });
				expect(bytesOf(details)).toBeLessThanOrEqual(65_536);
				expect(JSON.stringify(details)).not.toMatch(/\\ud[89a-f]/);
			}),
			{ numRuns: 200 },
		);
		expect(boundedDetails({ a: [1, { b: null }], c: "d" })).toEqual({ a: [1, { b: null }], c: "d" });
	});
});

describe("links from outside", () => {
	it("are shown only when they are web addresses", () => {
		const hrefs = ["javascript:alert(1)", "data:text/html,x", "/relative", 7, null, "https://ok.example/a"];
		expect(safeLinks(hrefs.map((href) => ({ href, text: null })))).toEqual([
			{ href: "https://ok.example/a", text: "ok.example" },
		]);
	});
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusePattern, searchPattern } from "../../../worker/monitoring/rules/pattern.ts";

/** Patterns of everything that is supported, over a small alphabet so that they often match. */
const patterns = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
	pattern: fc.oneof(
		{ depthSize: "small", withCrossShrink: true },
		tie("atom"),
		fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => a + b),
		fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => `${a}|${b}`),
		fc
			.tuple(tie("atom"), fc.constantFrom("*", "+", "?", "*?", "+?", "{2}", "{1,3}", "{2,}"))
			.map(([a, q]) => a + q),
		fc.tuple(tie("pattern"), fc.constantFrom("", "?:")).map(([a, open]) => `(${open}${a})`),
	),
	atom: fc.constantFrom(
		..."abc1-",
		".",
		"\\d",
		"\\D",
		"\\w",
		"\\W",
		"\\s",
		"\\S",
		"\\b",
		"\\B",
		"\\.",
		"\\n",
		"\\x61",
		"\\u0062",
		"^",
		"$",
		"[abc]",
		"[^ab]",
		"[a-c1]",
		"[\\d-]",
		"[^\\s\\d]",
		"[]a-]".slice(1),
		"(a|b)",
		"(?:bc)*",
	),
}));
const texts = fc.string({ unit: fc.constantFrom(..."aabbc1- .\nÄ_"), maxLength: 12 });

function compiled(pattern: string): RegExp | null {
	try {
		return new RegExp(pattern);
	} catch {
		return null;
	}
}

const AS_MUCH_AS_IS_READ = 1_048_576;

describe("a body pattern", () => {
	it("finds what JavaScript's own regular expressions find", () => {
		const find = (pattern: string, text: string) => {
			const native = compiled(pattern);
			expect(refusePattern(pattern) === null).toBe(native !== null);
			if (native) expect(searchPattern(pattern, text) === "found").toBe(native.test(text));
		};
		fc.assert(fc.property(patterns.pattern, texts, find), { numRuns: 5_000 });
	});

	it.each([
		["(", "is not a regular expression"],
		["[z-a]", "is not a regular expression"],
		["(?=a)b", "look-around"],
		["(?<!a)b", "look-around"],
		["(?<name>a)", "named groups"],
		["(a)\\1", "back-references"],
		["(?<n>a)\\k<n>", "named groups"],
		["\\p{L}", "is not supported"],
		["a{1,5000}", "repeats more than"],
		["((a{50}){50}){50}", "is too complex"],
		["a".repeat(501), "is longer than"],
		["(".repeat(30) + ")".repeat(30), "nested too deeply"],
	])("is refused with a reason when it needs more than we can search in linear time: %s", (pattern, why) => {
		expect(refusePattern(pattern)).toContain(why);
		expect(searchPattern(pattern, "a")).toBe("absent");
	});

	it.each([
		"(a+)+$",
		"(a|a)*c",
		"(a|aa)+$",
		"(.*a){20}$",
		"a*a*a*a*a*b",
		"(x+x+)+y",
		"\\s+$",
		"([a-z]+)*\\d",
	])("that would hold up a backtracking engine for ages answers soon: %s", (pattern) => {
		const hostile = `${"a".repeat(AS_MUCH_AS_IS_READ - 1)}!`;
		const startedAt = performance.now();
		expect(searchPattern(pattern, hostile)).not.toBe("found");
		expect(performance.now() - startedAt).toBeLessThan(10_000);
	});

	it("is found at the very end of what is read", () => {
		const text = `${"the shop is open. ".repeat(58_000)}all is well`;
		expect(searchPattern("all (is|was) well$", text)).toBe("found");
		expect(searchPattern("all (is|was) broken$", text)).toBe("absent");
	});

	it("is given up, soon, where following it would take too long", () => {
		let seed = 1;
		const letter = () => {
			seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
			return "abcdefghij"[(seed >> 16) % 10];
		};
		const text = Array.from({ length: AS_MUCH_AS_IS_READ }, letter).join("");
		const startedAt = performance.now();
		expect(searchPattern("[ab].{60}[cd].{60}zz", text)).toBe("given_up");
		expect(performance.now() - startedAt).toBeLessThan(20_000);
	});

	it("never throws", () => {
		fc.assert(fc.property(fc.string(), fc.string(), (pattern, text) => void searchPattern(pattern, text)));
	});
});

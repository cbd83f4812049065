import { describe, expect, it } from "vitest";
import { sourcesOf } from "../support/sources.ts";

const files = sourcesOf("app");
const finding = (rule: RegExp) => files.filter((file) => rule.test(file.text)).map((file) => file.path);

describe("the app under its strict policy", () => {
	it("makes no markup and no code of strings", () => {
		expect(files.length).toBeGreaterThan(60);
		expect(
			finding(/\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(/),
		).toEqual([]);
	});

	it("writes no style attributes: the policy refuses them, and they would be lost without a word", () => {
		expect(finding(/\sstyle=("|\{\{|\{")/)).toEqual([]);
	});

	it("takes types alone from the contract: its schemas are heavier than the whole app", () => {
		const values = /import (?!type\b)[^;]*from "[./]+worker\/contract\/(?!problem\.ts)/;
		expect(finding(values)).toEqual([]);
	});
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as phrases from "../worker/platform/rules/phrases.ts";

const ROOT = join(import.meta.dirname, "..");
/** The one place of the phrases that several faces share. */
const PHRASES = "worker/platform/rules/phrases.ts";
/** Made of other sources. */
const MADE = "worker/incidents/page-shell/script.ts";

/** Straight quotes and single spaces, whichever the source has. */
const plain = (text: string): string => text.replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ");

/** What is shown or answered; what a comment says to a developer is left out. */
const withoutComments = (text: string): string =>
	text.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/^\s*\/\/.*$/gm, " ");

function sources(...folders: string[]): { path: string; text: string }[] {
	return folders.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && /\.(tsx?|js|html|webmanifest)$/.test(entry.name))
			.map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
			.filter((path) => path !== MADE)
			.map((path) => ({ path, text: plain(withoutComments(readFileSync(join(ROOT, path), "utf8"))) })),
	);
}

const shown = sources("app", "worker", "scripts/demo", "db/seed");
const found = (phrase: string, among = shown): string[] =>
	among.filter(({ text }) => text.includes(plain(phrase))).map(({ path }) => path);

describe("the words that people read", () => {
	it("repeat none of the phrases that were retired", () => {
		const retired = readFileSync(join(ROOT, "tests/support/retired-phrases.txt"), "utf8").trim().split("\n");
		expect(retired.length).toBeGreaterThan(500);
		const back = retired.flatMap((phrase) => found(phrase).map((path) => `${path}: ${phrase}`));
		expect(back).toEqual([]);
	});

	it("say someone and no one, and end what goes on with an ellipsis alone", () => {
		const app = shown.filter(({ path }) => path.startsWith("app/") || path.startsWith("worker/status/"));
		const odd = app.flatMap(({ path, text }) =>
			[...text.matchAll(/\b(some|no|any|every)body(?= \w|[.,?']|<)|\w …|\d %/gi)].map(
				([word]) => `${path}: ${word}`,
			),
		);
		expect(odd).toEqual([]);
	});

	it("have each shared phrase written in one place", () => {
		const shared = Object.values(phrases).flatMap((one) =>
			typeof one === "string" ? [one] : typeof one === "object" ? Object.values(one) : [],
		);
		const sentences = shared.filter((phrase) => phrase.length > 24);
		expect(sentences.length).toBeGreaterThan(10);
		for (const phrase of sentences) expect(found(phrase), phrase).toEqual([PHRASES]);
	});
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ROUTES } from "../../app/routes.ts";
import { ROOT } from "../../scripts/root.ts";

const KB = 1_000;
const ASSETS = join(ROOT, "dist/client/app/assets");
const names = readdirSync(ASSETS);
const scripts = names.filter((name) => name.endsWith(".js"));
const styles = names.filter((name) => name.endsWith(".css"));
const text = (name: string) => readFileSync(join(ASSETS, name), "utf8");
const gzipped = (files: Iterable<string>) =>
	[...files].reduce((sum, name) => sum + gzipSync(text(name)).length, 0);

/** The file and everything that it imports before it runs. */
function withImports(name: string, found = new Set<string>()): Set<string> {
	if (found.has(name)) return found;
	found.add(name);
	for (const [, path] of text(name).matchAll(/(?:from|import)\s*"(\.\/[^"]+\.js)"/g))
		withImports(basename(path ?? ""), found);
	return found;
}

function entry(): string {
	const html = readFileSync(join(ROOT, "dist/client/app/index.html"), "utf8");
	const src = /<script type="module"[^>]* src="([^"]+)"/.exec(html)?.[1];
	return basename(src ?? "there is no entry");
}

const first = withImports(entry());
const screens = scripts.filter((name) => /-screen-/.test(name));
const nowScreen = screens.find((name) => name.startsWith("now-screen-")) ?? "there is no Now";

describe("what a phone loads on a bad network", () => {
	it("is at most 60 KB of script for the first route", () => {
		const files = withImports(nowScreen, new Set(first));
		console.log(`first route: ${(gzipped(files) / KB).toFixed(1)} KB of script, gzipped`);
		expect(gzipped(files)).toBeLessThanOrEqual(60 * KB);
	});

	it("is at most 30 KB more for any other place", () => {
		expect(screens).toHaveLength(ROUTES.length);
		for (const screen of screens) {
			const more = [...withImports(screen)].filter((name) => !first.has(name));
			expect(gzipped(more), screen).toBeLessThanOrEqual(30 * KB);
		}
	});

	it("is never a single chunk above 30 KB", () => {
		for (const name of scripts) expect(gzipped([name]), name).toBeLessThanOrEqual(30 * KB);
	});

	it("is at most 15 KB of style, all screens together", () => {
		console.log(`style: ${(gzipped(styles) / KB).toFixed(1)} KB, gzipped`);
		expect(gzipped(styles)).toBeLessThanOrEqual(15 * KB);
	});

	it("holds nothing of the gallery, nor of what only the server needs", () => {
		expect(names.filter((name) => name.startsWith("gallery"))).toEqual([]);
		const all = scripts.map(text).join();
		const traces = ["usr_01JANA", "inc_01JCHECKOUT", "ZodError"].filter((trace) => all.includes(trace));
		expect(traces).toEqual([]);
		expect(existsSync(join(ASSETS, entry()))).toBe(true);
	});
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importsAgainstTheStream, importsOfObjects, partOf } from "./support/layers-of-code.ts";
import { type Source, sourceOf, sourcesOf } from "./support/sources.ts";

const shipped = sourcesOf("worker", "app", "db");
const everything = [...shipped, ...sourcesOf("scripts", "tests")];
const core = shipped.filter((file) => partOf(file.path) === "core");

const IMPURE =
	/\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bfetch\s*\(|\bconsole\s*\.|\bcrypto\s*\.|\bsetTimeout\b|\bperformance\s*\./;
// A method named fetch opens its line; a call of the global one stands behind something and has no dot before it.
const GLOBAL_FETCH = /(?<![\w.$#])(?<!^\s*(?:async\s+|override\s+)*)fetch\s*\(|\bglobalThis\s*\.\s*fetch\b/m;
const OTHER_WAYS_OUT = /\bnew (WebSocket|EventSource)\s*\(|\bsendNotification\s*\(/;
const SOCKETS = /^(cloudflare:sockets|(node:)?(net|tls|http|https|http2|dgram))$/;

/** Files that are all data or all declarations, where more lines do not make more to hold in mind. */
const MAY_BE_LONG = ["db/schema.ts"];

/** Files that hold text for a browser to run. */
const RUN_ELSEWHERE = ["worker/http/page-shell-script.ts"];

const breaking = (files: Source[], rule: (file: Source) => boolean): string[] =>
	files.filter(rule).map((file) => file.path);

describe("the architecture", () => {
	it("is tried on files that are there", () => {
		expect(core.length).toBeGreaterThan(15);
		expect(shipped.length).toBeGreaterThan(80);
		expect(everything.length).toBeGreaterThan(shipped.length + 20);
		expect(shipped.flatMap((file) => file.imports).length).toBeGreaterThan(200);
		const root = join(import.meta.dirname, "..");
		const own = shipped.flatMap((file) => file.imports).filter((name) => /^(worker|app|db)\//.test(name));
		expect(own.filter((name) => !existsSync(join(root, name)))).toEqual([]);
	});

	it("lets imports flow one way", () => {
		expect(shipped.flatMap(importsAgainstTheStream)).toEqual([]);
	});

	it("lets objects call each other only through their promises", () => {
		expect(shipped.flatMap(importsOfObjects)).toEqual([]);
	});

	it("keeps the core pure: no clock, no chance, no network, no console", () => {
		expect(breaking(core, (file) => IMPURE.test(file.text))).toEqual([]);
	});

	it("lets only egress reach addresses outside", () => {
		const mayReachOut = ["worker/egress.ts", "worker/knock.ts", ...RUN_ELSEWHERE];
		const others = shipped.filter((f) => !f.path.startsWith("app/") && !mayReachOut.includes(f.path));
		expect(
			breaking(others, (file) => GLOBAL_FETCH.test(file.text) || OTHER_WAYS_OUT.test(file.text)),
		).toEqual([]);
		expect(breaking(others, (file) => file.imports.some((name) => SOCKETS.test(name)))).toEqual([]);
	});

	it("keeps the SQL of the database in db/", () => {
		const others = shipped.filter((file) => partOf(file.path) !== "db");
		expect(breaking(others, (file) => file.imports.some((name) => name.startsWith("drizzle")))).toEqual([]);
		expect(breaking(others, (file) => /\bDB\s*\.\s*(prepare|exec|batch)\b/.test(file.text))).toEqual([]);
		const inCore = (file: Source) => /\bsql\s*\.\s*exec\b/.test(file.text);
		expect(
			breaking(
				shipped.filter((f) => ["core", "contract", "http"].includes(partOf(f.path) ?? "")),
				inCore,
			),
		).toEqual([]);
	});

	it("keeps files short enough to read", () => {
		const read = everything.filter(
			(file) => !file.path.startsWith("tests/") && !MAY_BE_LONG.includes(file.path),
		);
		expect(read.filter((file) => file.lines > 250).map((file) => `${file.path}: ${file.lines}`)).toEqual([]);
	});
});

describe("the rules of the architecture", () => {
	const against = (path: string, text: string) => importsAgainstTheStream(sourceOf(path, text));

	it.each([
		["the core wants the clock of a package", "worker/core/a.ts", 'import { ulid } from "ulid";'],
		["the core wants the contract", "worker/core/a.ts", 'import type { A } from "../contract/a.ts";'],
		["the contract wants the database", "worker/contract/a.ts", 'import { a } from "../../db/a.ts";'],
		["the app wants a type of the server", "app/a.tsx", 'import type { A } from "../worker/http/a.ts";'],
		["the app wants a type of the database", "app/a.tsx", 'type A = import("../db/schema.ts").A;'],
		["the state of the app wants a screen", "app/state/a.ts", 'import { a } from "../screens/now/a.ts";'],
		["a part wants the frame around it", "app/parts/a.tsx", 'import { a } from "../shell/a.tsx";'],
		["the service worker wants a part", "app/service-worker/a.ts", 'import { a } from "../parts/a.tsx";'],
		["paging wants the status page", "worker/paging/a.ts", 'import { a } from "../status/a.ts";'],
		["the status page wants paging", "worker/status/a.tsx", 'export { a } from "../paging/a.ts";'],
		["the database wants an object", "db/a.ts", 'import {\n\ta,\n} from "../worker/desk/a.ts";'],
		["an object wants another's folder", "worker/watch/a.ts", 'import { a } from "../desk/a.ts";'],
		["anything wants the tests", "worker/desk/a.ts", 'import { ANA } from "../../tests/support/cast.ts";'],
	])("notice when %s", (_who, path, text) => {
		expect(against(path, text)).toHaveLength(1);
	});

	it("let pass what goes downstream, and what is only told of in a comment", () => {
		expect(
			against("worker/desk/a.ts", 'import { a } from "../core/a.ts";\n// from "../status/a.ts"'),
		).toEqual([]);
		expect(
			against("app/state/a.ts", 'import { a } from "../../worker/contract/a.ts";\n/* from "hono" */'),
		).toEqual([]);
	});

	it("tell a call of the global fetch from a binding's and from a handler's", () => {
		for (const call of [
			"await fetch(url)",
			"\treturn fetch(url)",
			"const a = [fetch(url)]",
			"globalThis.fetch(url)",
		]) {
			expect(GLOBAL_FETCH.test(call), call).toBe(true);
		}
		for (const other of [
			"await env.ASSETS.fetch(r)",
			"\tasync fetch(request, env) {",
			"\tfetch(request) {",
			"prefetch(x)",
		]) {
			expect(GLOBAL_FETCH.test(other), other).toBe(false);
		}
	});

	it("tell a clock that is read from an instant that is shown", () => {
		expect(IMPURE.test("const now = new Date();")).toBe(true);
		expect(IMPURE.test("new Date(at).toISOString()")).toBe(false);
	});
});

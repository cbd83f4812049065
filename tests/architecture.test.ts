import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOMS } from "../scripts/rooms.ts";
import { circlesOf } from "./support/circles.ts";
import { importsAgainstTheStream, importsOfObjects, placeOf } from "./support/layers-of-code.ts";
import { type Source, sourceOf, sourcesOf } from "./support/sources.ts";

const shipped = sourcesOf("worker", "app", "db");
const everything = [...shipped, ...sourcesOf("scripts", "tests")];
const kindOf = (file: Source) => placeOf(file.path)?.kind ?? "";
const pure = shipped.filter((file) => ["rules", "contract", "addition"].includes(kindOf(file)));

const IMPURE =
	/\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bfetch\s*\(|\bconsole\s*\.|\bcrypto\s*\.|\bsetTimeout\b|\bperformance\s*\./;
// A method named fetch opens its line; a call of the global one stands behind something and has no dot before it.
const GLOBAL_FETCH = /(?<![\w.$#])(?<!^\s*(?:async\s+|override\s+)*)fetch\s*\(|\bglobalThis\s*\.\s*fetch\b/m;
const OTHER_WAYS_OUT = /\bnew (WebSocket|EventSource)\s*\(|\bsendNotification\s*\(/;
const SOCKETS = /^(cloudflare:sockets|(node:)?(net|tls|http|https|http2|dgram))$/;

/** Files that hold text for a browser to run. */
const RUN_ELSEWHERE = [
	"worker/incidents/page-shell/script.ts",
	"worker/subscribers/browser/page-script.ts",
	"worker/subscribers/browser/worker-script.ts",
];

const breaking = (files: Source[], rule: (file: Source) => boolean): string[] =>
	files.filter(rule).map((file) => file.path);

describe("the architecture", () => {
	it("is tried on files that are there", () => {
		expect(pure.length).toBeGreaterThan(15);
		expect(shipped.length).toBeGreaterThan(80);
		expect(everything.length).toBeGreaterThan(shipped.length + 20);
		expect(shipped.flatMap((file) => file.imports).length).toBeGreaterThan(200);
		const root = join(import.meta.dirname, "..");
		const own = shipped.flatMap((file) => file.imports).filter((name) => /^(worker|app|db)\//.test(name));
		expect(own.filter((name) => !name.includes("*") && !existsSync(join(root, name)))).toEqual([]);
	});

	it("lets imports flow one way", () => {
		expect(shipped.flatMap(importsAgainstTheStream)).toEqual([]);
	});

	it("has no circle of imports", () => {
		expect(circlesOf(shipped)).toEqual([]);
	});

	it("lets objects call each other only through their promises", () => {
		expect(shipped.flatMap(importsOfObjects)).toEqual([]);
	});

	it("keeps rules, contracts and commands pure: no clock, no chance, no network, no console", () => {
		expect(breaking(pure, (file) => IMPURE.test(file.text))).toEqual([]);
	});

	it("lets only egress reach addresses outside", () => {
		const mayReachOut = [
			"worker/platform/egress/certificate.ts",
			"worker/platform/egress/knock.ts",
			"worker/platform/egress/tls.ts",
			"worker/platform/egress/trip.ts",
			...RUN_ELSEWHERE,
		];
		const others = shipped.filter((f) => !f.path.startsWith("app/") && !mayReachOut.includes(f.path));
		expect(
			breaking(others, (file) => GLOBAL_FETCH.test(file.text) || OTHER_WAYS_OUT.test(file.text)),
		).toEqual([]);
		expect(breaking(others, (file) => file.imports.some((name) => SOCKETS.test(name)))).toEqual([]);
	});

	it("keeps the SQL of the database in db/", () => {
		const others = shipped.filter((file) => !file.path.startsWith("db/"));
		expect(breaking(others, (file) => file.imports.some((name) => name.startsWith("drizzle")))).toEqual([]);
		expect(breaking(others, (file) => /\bDB\s*\.\s*(prepare|exec|batch)\b/.test(file.text))).toEqual([]);
		expect(breaking(pure, (file) => /\bsql\s*\.\s*exec\b/.test(file.text))).toEqual([]);
	});

	it("gives a room one name in the Worker, the database, the screens and the tests", () => {
		const foldersIn = (path: string) =>
			readdirSync(join(import.meta.dirname, "..", path), { withFileTypes: true })
				.filter((entry) => entry.isDirectory())
				.map(({ name }) => name);
		const rooms: readonly string[] = ROOMS;
		const strangers = (path: string, others: string[] = []) =>
			foldersIn(path).filter((name) => !rooms.includes(name) && !others.includes(name));
		expect(strangers("worker")).toEqual([]);
		expect(strangers("db", ["migrations", "seed"])).toEqual([]);
		expect(strangers("app/screens")).toEqual([]);
		const acrossRooms = ["app", "bench", "e2e", "entries", "faults", "simulation", "support"];
		expect(strangers("tests", acrossRooms)).toEqual([]);
	});

	it("keeps files short enough to read", () => {
		const read = everything.filter((file) => !file.path.startsWith("tests/"));
		expect(read.filter((file) => file.lines > 250).map((file) => `${file.path}: ${file.lines}`)).toEqual([]);
	});
});

describe("the rules of the architecture", () => {
	const against = (path: string, text: string) => importsAgainstTheStream(sourceOf(path, text));

	it.each([
		["rules want the clock of a package", "worker/oncall/rules/a.ts", 'import { ulid } from "ulid";'],
		[
			"rules want a contract",
			"worker/oncall/rules/a.ts",
			'import type { A } from "../schedules/contract.ts";',
		],
		[
			"rules want those of a higher room",
			"worker/oncall/rules/a.ts",
			'import { a } from "../../paging/rules/a.ts";',
		],
		[
			"a contract wants the database",
			"worker/people/users/contract.ts",
			'import { a } from "../../../db/people/a.ts";',
		],
		[
			"a channel wants what sends",
			"worker/paging/channels/push/channel.ts",
			'import { readyPush } from "../../sending/web-push.ts";',
		],
		["a room wants a higher one", "worker/paging/a.ts", 'import { a } from "../status/a.ts";'],
		[
			"a lower room's routes want a higher one",
			"worker/people/users/routes.ts",
			'export { a } from "../../alerts/a.ts";',
		],
		["a room wants the wiring", "worker/people/a.ts", 'import { app } from "../app.ts";'],
		[
			"the database wants an object",
			"db/alerts/a.ts",
			'import {\n\ta,\n} from "../../worker/alerts/desk/a.ts";',
		],
		[
			"the database of a room wants that of a higher one",
			"db/people/a.ts",
			'import { a } from "../status/a.ts";',
		],
		[
			"the app wants a type of the server",
			"app/a.tsx",
			'import type { A } from "../worker/people/users/routes.ts";',
		],
		["the app wants a type of the database", "app/a.tsx", 'type A = import("../db/people/tables.ts").A;'],
		[
			"the state of the app wants a screen",
			"app/state/a.ts",
			'import { a } from "../screens/incidents/a.ts";',
		],
		[
			"the app wants more of a format than its words",
			"app/a.ts",
			'import.meta.glob<A>("../worker/alerts/inbound/*/format.ts", {});',
		],
		[
			"a format wants the database",
			"worker/alerts/inbound/a/format.ts",
			'import { a } from "../../../../db/alerts/a.ts";',
		],
		["a part wants the frame around it", "app/parts/a.tsx", 'import { a } from "../shell/a.tsx";'],
		["the service worker wants a part", "app/service-worker/a.ts", 'import { a } from "../parts/a.tsx";'],
		["anything wants the tests", "worker/alerts/a.ts", 'import { ANA } from "../../tests/support/cast.ts";'],
		["a file stands in no room", "worker/elsewhere/a.ts", ""],
	])("notice when %s", (_who, path, text) => {
		expect(against(path, text)).toHaveLength(1);
	});

	it("notice a circle, however long", () => {
		const files = [
			sourceOf("worker/a.ts", 'import { b } from "./b.ts";'),
			sourceOf("worker/b.ts", 'import type { c } from "./c.ts";'),
			sourceOf("worker/c.ts", 'import { a } from "./a.ts";'),
			sourceOf("worker/d.ts", 'import { a } from "./a.ts";'),
		];
		expect(circlesOf(files)).toEqual(["worker/a.ts, worker/b.ts, worker/c.ts"]);
	});

	it("let pass what goes downstream, and what is only told of in a comment", () => {
		expect(
			against("worker/alerts/a.ts", 'import { a } from "../paging/rules/a.ts";\n// from "../status/a.ts"'),
		).toEqual([]);
		expect(
			against(
				"app/state/a.ts",
				'import { a } from "../../worker/people/users/contract.ts";\n/* from "hono" */',
			),
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

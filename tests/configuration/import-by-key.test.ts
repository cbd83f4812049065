/** An account of another tool is read by its API, from a server that stands where theirs would, into the file of the import. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { serveLoopback } from "../support/loopback.ts";

type Thing = Record<string, unknown> & { id: string };
type Account = Record<string, Thing[]>;
type Tool = (url: URL, account: Account) => object | null;

const ROOT = join(import.meta.dirname, "../..");
const KEY = "u+SECRETkey123";
const accountOf = (name: string): Account =>
	JSON.parse(readFileSync(join(import.meta.dirname, `fixtures/${name}.json`), "utf8"));
/** A page of a list is small here, whatever is asked for: a tool may have its own limit. */
const MOST = 15;

/** PagerDuty’s lists by `offset` and `more`, as it documents them. A list of schedules has no layers. */
const pagerDuty: Tool = ({ pathname, searchParams }, account) => {
	const [, name = "", id] = pathname.split("/");
	if (id) return { schedule: account.schedules!.find((one) => one.id === id) };
	const [offset, asked] = ["offset", "limit"].map((field) => Number(searchParams.get(field)));
	const limit = Math.min(asked!, MOST);
	const all = account[name];
	if (!all) return null;
	const shown = name === "schedules" ? all.map(({ id, name }) => ({ id, name })) : all;
	const page = shown.slice(offset!, offset! + limit);
	return { [name]: page, limit, offset, more: offset! + page.length < all.length };
};

/** Opsgenie’s `data`, with `totalCount` for users alone. */
const opsgenie: Tool = ({ pathname, searchParams }, account) => {
	const [, , name = "", id, part] = pathname.split("/");
	const all = account[name];
	if (!all) return null;
	const one = all.find((thing) => thing.id === id);
	if (one && part) return { data: one[part] };
	if (one) {
		const { overrides: _overrides, timeline: _timeline, ...plain } = one;
		return { data: plain };
	}
	if (name !== "users") return { data: name === "integrations" ? all : all.map(({ id }) => ({ id })) };
	const offset = Number(searchParams.get("offset"));
	return { data: all.slice(offset, offset + MOST), totalCount: all.length };
};

/** Grafana OnCall’s `results` by `page`; `next` is a whole address. */
const grafana: Tool = (url, account) => {
	const [, , , name = "", id] = url.pathname.split("/");
	const found = account[name]?.find((thing) => thing.id === id);
	const all = (found ? found.final_shifts : account[name]) as Thing[] | undefined;
	if (!all) return null;
	const from = (Number(url.searchParams.get("page")) - 1) * MOST;
	const results = all.slice(from, from + MOST).map(({ final_shifts: _shifts, ...plain }) => plain);
	return { results, next: from + MOST < all.length ? `${url.origin}/elsewhere` : null };
};

const TOOLS = {
	pagerduty: { answer: pagerDuty, account: accountOf("pagerduty"), authorization: `Token token=${KEY}` },
	opsgenie: { answer: opsgenie, account: accountOf("opsgenie"), authorization: `GenieKey ${KEY}` },
	"grafana-oncall": { answer: grafana, account: accountOf("grafana"), authorization: KEY },
};
type Name = keyof typeof TOOLS;

let server: Awaited<ReturnType<typeof serveLoopback>>;
let elsewhere: typeof server;
let folder: string;
let tool: Name = "pagerduty";
/** Of the next requests, by turns: a status and its headers. */
let troubles: [number, Record<string, string>][] = [];
const asked: string[] = [];
const strayed: string[] = [];

function serve(incoming: IncomingMessage, answer: ServerResponse): void {
	const url = new URL(incoming.url ?? "", `http://${incoming.headers.host}`);
	asked.push(url.pathname);
	const [status, headers] = troubles.shift() ?? [200, {}];
	if (status !== 200) return void answer.writeHead(status, headers).end("{}");
	if (incoming.headers.authorization !== TOOLS[tool].authorization)
		return void answer.writeHead(401).end('{"error":"Invalid Authentication"}');
	const found = TOOLS[tool].answer(url, TOOLS[tool].account);
	answer.writeHead(found ? 200 : 404).end(JSON.stringify(found ?? {}));
}

beforeAll(async () => {
	server = await serveLoopback(serve);
	elsewhere = await serveLoopback((incoming, answer) => {
		strayed.push(incoming.url ?? "");
		answer.end("{}");
	});
	folder = mkdtempSync(join(tmpdir(), "tocsin-import-"));
});
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true });
	await Promise.all([server?.close(), elsewhere?.close()]);
});
beforeEach(() => {
	troubles = [];
	asked.length = 0;
});

async function imported(name: string, settings: Record<string, string> = {}) {
	tool = Object.hasOwn(TOOLS, name) ? (name as Name) : "pagerduty";
	const path = join(folder, `${asked.length}-${Math.random()}.json`);
	const env = {
		PATH: process.env.PATH,
		IMPORT_KEY: KEY,
		IMPORT_URL: `http://${server.hostPort}`,
		...settings,
	};
	const child = spawn(process.execPath, [join(ROOT, "scripts/import.ts"), name, path], { env, cwd: folder });
	let said = "";
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (chunk) => {
			said += chunk;
		});
	const code = await new Promise((resolve) => child.once("close", resolve));
	expect(said).not.toContain(KEY);
	return { code, said, path, answers: existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null };
}

describe("an account that is read with an API key", () => {
	it.each(Object.keys(TOOLS) as Name[])(
		"of %s becomes the file that its import takes, every page of it",
		async (name) => {
			troubles = [
				[429, { "retry-after": "0" }],
				[503, { "retry-after": "0" }],
			];
			const { code, said, path, answers } = await imported(name);
			expect([code, said]).toEqual([0, expect.stringContaining("users: 40")]);
			expect(answers).toEqual(TOOLS[name].account);
			expect(JSON.stringify(answers)).not.toContain(KEY);
			expect(statSync(path).mode & 0o777).toBe(0o600);
		},
	);

	it("says that the key is wrong, and writes nothing", async () => {
		const { code, said, answers } = await imported("opsgenie", { IMPORT_KEY: "another-word" });
		expect([code, answers]).toEqual([1, null]);
		expect(said).toBe(
			"tocsin: Opsgenie answered 401 to /v2/users: the key in IMPORT_KEY is wrong, or may not read this.\n",
		);
		expect(asked).toHaveLength(1);
	});

	it("writes nothing when the tool fails half way", async () => {
		troubles = [...Array(2).fill([200, {}]), [400, {}]];
		const { code, said, answers } = await imported("grafana-oncall");
		expect([code, said, answers]).toEqual([1, expect.stringMatching(/Grafana OnCall answered 400/), null]);
	});

	it("hands the key to no other address", async () => {
		troubles = [[302, { location: `http://${elsewhere.hostPort}/` }]];
		const { code, said } = await imported("pagerduty");
		expect([code, said]).toEqual([1, expect.stringContaining("answered 302")]);
		expect((await imported("pagerduty", { IMPORT_URL: "http://pagerduty.example" })).said).toContain(
			"IMPORT_URL must be an https address",
		);
		expect(strayed).toEqual([]);
	});

	it("asks for what is missing", async () => {
		expect((await imported("victorops")).said).toContain("One of pagerduty, opsgenie, grafana-oncall");
		expect((await imported("pagerduty", { IMPORT_KEY: " " })).said).toContain("as IMPORT_KEY");
		expect((await imported("grafana-oncall", { IMPORT_URL: "" })).said).toContain("as IMPORT_URL");
		expect(asked).toEqual([]);
	});
});

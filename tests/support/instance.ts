/** A whole Tocsin on real workerd, for tests that go through the door users use. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalDatabase, type Runtime, startRuntime } from "../../scripts/runtime.ts";
import { freePort } from "./ports.ts";

export interface InstanceOptions {
	/** Kept at the end when given; else a folder of its own that `stop` removes. */
	state?: string;
	/** Fires the minute tick by itself, as the launcher does. */
	cron?: boolean;
	/** `host:port` of the test's doubles. */
	egressAllow?: string[];
	/** A file under tests/entries that re-exports `scripts/local/entry.ts` and replaces some of its classes. */
	entry?: string;
	/** More settings, or others. */
	env?: Record<string, string>;
}

export interface ApiAnswer<Body = unknown> {
	status: number;
	/** Parsed when it is JSON, else the text. */
	body: Body;
	headers: Headers;
}

export interface Instance {
	url: string;
	port: number;
	state: string;
	adminToken: string;
	/** As `ADMIN_TOKEN`, unless `headers` say otherwise. */
	// biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads from an answer
	api<Body = any>(
		method: string,
		path: string,
		body?: unknown,
		headers?: Record<string, string>,
	): Promise<ApiAnswer<Body>>;
	/** One minute tick, finished when this resolves. */
	fireCron(at?: number): Promise<void>;
	/** The runtime's processes that live now. */
	readonly pids: number[];
	/** SIGKILL of the runtime; it stays dead until `restart`. */
	kill(): Promise<void>;
	/** SIGKILL of the runtime's process; it comes back by itself. */
	crash(): void;
	/** Ends what runs and serves again, with the same state on the same port. */
	restart(changes?: Pick<InstanceOptions, "entry" | "env">): Promise<void>;
	stop(): Promise<void>;
	/** The local D1, for tests that break it. */
	database(): Promise<LocalDatabase>;
	/** Every line that was logged. */
	logs: string[];
}

const MINUTE_MS = 60_000;

export async function startInstance(options: InstanceOptions = {}): Promise<Instance> {
	const port = await freePort();
	const state = options.state ?? mkdtempSync(join(tmpdir(), "tocsin-"));
	const url = `http://127.0.0.1:${port}`;
	const logs: string[] = [];
	const env = settings(port, options);
	const launch = (entry = options.entry, more = {}) =>
		startRuntime({
			state,
			port,
			env: { ...env, ...more },
			...(entry && { entry }),
			onLog: (line) => keepLine(logs, line),
		});
	let runtime: Runtime | null = await launch();

	const fireCron = async (at = Date.now()) => {
		const answer = await fetch(`${url}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*&time=${at}`);
		if (!answer.ok) throw new Error(`the tick answered ${answer.status}: ${await answer.text()}`);
	};
	const timer = options.cron ? setInterval(() => void fireCron().catch(() => {}), MINUTE_MS) : undefined;
	const end = async () => {
		const ending = runtime;
		runtime = null;
		await ending?.stop();
	};
	const livePid = () => runtime?.pid() ?? null;

	return {
		url,
		port,
		state,
		logs,
		adminToken: env.ADMIN_TOKEN,
		api: (method, path, body, headers) => call(url, env.ADMIN_TOKEN, method, path, body, headers),
		fireCron,
		get pids() {
			const pid = livePid();
			return pid === null ? [] : [pid];
		},
		async kill() {
			signalKill(livePid());
			await end();
		},
		crash: () => signalKill(livePid()),
		async restart(changes = {}) {
			await end();
			runtime = await launch(changes.entry, changes.env);
		},
		async stop() {
			clearInterval(timer);
			await end();
			if (!options.state) rmSync(state, { recursive: true, force: true });
		},
		async database() {
			if (!runtime) throw new Error("the instance does not run");
			return runtime.database();
		},
	};
}

function settings(port: number, options: InstanceOptions) {
	return {
		ADMIN_TOKEN: "test-admin-token-0123456789abcdefghijklmnopqrstuv",
		MASTER_KEY: "dGVzdC1tYXN0ZXIta2V5LTAxMjM0NTY3ODlhYmNkZWY",
		SETUP_TOKEN: "test-setup-token-0123456789abcdefghijklmnopqrstuv",
		PUBLIC_URL: `http://localhost:${port}`,
		EGRESS_ALLOW: (options.egressAllow ?? []).join(","),
		...options.env,
	};
}

async function call<Body>(
	url: string,
	token: string,
	method: string,
	path: string,
	body?: unknown,
	headers = {},
): Promise<ApiAnswer<Body>> {
	const answer = await fetch(new URL(path, url), {
		method,
		redirect: "manual",
		headers: {
			authorization: `Bearer ${token}`,
			...(body !== undefined && { "content-type": "application/json" }),
			...headers,
		},
		...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
	});
	const text = await answer.text();
	return { status: answer.status, headers: answer.headers, body: parsed(text, answer.headers) as Body };
}

function parsed(text: string, headers: Headers): unknown {
	return headers.get("content-type")?.includes("json") && text !== "" ? JSON.parse(text) : text;
}

function signalKill(pid: number | null): void {
	if (pid !== null) process.kill(pid, "SIGKILL");
}

function keepLine(logs: string[], line: string): void {
	logs.push(line);
	if (process.env.TOCSIN_LOG) console.log(line);
}

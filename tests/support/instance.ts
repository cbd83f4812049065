/** A whole Tocsin on real workerd, for tests that go through the door users use. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildEmptyState } from "../../scripts/build.ts";
import { type LocalDatabase, migrateState, type Runtime, startRuntime } from "../../scripts/runtime.ts";
import { type Api, apiOf, fireTick } from "./api.ts";
import { freePort } from "./ports.ts";

export type { ApiAnswer } from "./api.ts";

export interface InstanceOptions {
	/** Kept at the end when given; else a folder of its own that `stop` removes. */
	state?: string;
	/** Fires the minute tick by itself, as the launcher does. */
	cron?: boolean;
	/** `host:port` of the test's doubles. */
	egressAllow?: string[];
	/** The name of a file under tests/entries, which replaces some classes of what ships: `dead-alarms`. */
	entry?: string;
	/** More settings, or others. */
	env?: Record<string, string>;
}

/** What a scenario needs, whether the runtime is in this process or behind a launcher of its own. */
export interface Served {
	url: string;
	port: number;
	state: string;
	adminToken: string;
	api: Api;
	/** One minute tick, finished when this resolves. */
	fireCron(at?: number): Promise<void>;
	/** The runtime's processes that live now. */
	readonly pids: number[];
	stop(): Promise<void>;
}

export interface Instance extends Served {
	/** SIGKILL of the runtime; it stays dead until `restart`. */
	kill(): Promise<void>;
	/** SIGKILL of the runtime's process; it comes back by itself. */
	crash(): void;
	/** Ends what runs and serves again, with the same state on the same port. */
	restart(changes?: Pick<InstanceOptions, "entry" | "env">): Promise<void>;
	/** The local D1, for tests that break it. */
	database(): Promise<LocalDatabase>;
	/** Every line that was logged. */
	logs: string[];
}

const MINUTE_MS = 60_000;
/** All entries of the tests in one bundle. */
export const ENTRIES = "tests/entries/all.ts";
export const ADMIN_TOKEN = "test-admin-token-0123456789abcdefghijklmnopqrstuv";
export const MASTER_KEY = "dGVzdC1tYXN0ZXIta2V5LTAxMjM0NTY3ODlhYmNkZWY";

export async function startInstance(options: InstanceOptions = {}): Promise<Instance> {
	const port = await freePort();
	const state = options.state ?? (await emptyState());
	const url = `http://127.0.0.1:${port}`;
	const logs: string[] = [];
	const env = settings(port, options);
	const onLog = (line: string) => keepLine(logs, line);
	const launch = (entry = options.entry, more = {}) => {
		const own = { state, port, env: { ...env, ...more }, onLog };
		return startRuntime(entry ? { ...own, entry: ENTRIES, env: { ...own.env, ENTRY: entry } } : own);
	};
	let runtime: Runtime | null = await launch();

	const fireCron = (at = Date.now()) => fireTick(url, at);
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
		api: apiOf(url, env.ADMIN_TOKEN),
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

/** With its tables: to make them takes a runtime of its own, so it is done once for all tests. */
export const buildState = (): Promise<string> =>
	buildEmptyState(async (state) => {
		mkdirSync(state, { recursive: true });
		await migrateState({ state });
	});

async function emptyState(): Promise<string> {
	const state = mkdtempSync(join(tmpdir(), "tocsin-"));
	cpSync(await buildState(), state, { recursive: true });
	return state;
}

function settings(port: number, options: InstanceOptions) {
	return {
		ADMIN_TOKEN,
		MASTER_KEY,
		SETUP_TOKEN: "test-setup-token-0123456789abcdefghijklmnopqrstuv",
		PUBLIC_URL: `http://localhost:${port}`,
		EGRESS_ALLOW: (options.egressAllow ?? []).join(","),
		...options.env,
	};
}

function signalKill(pid: number | null): void {
	if (pid !== null) process.kill(pid, "SIGKILL");
}

function keepLine(logs: string[], line: string): void {
	logs.push(line);
	if (process.env.TOCSIN_LOG) console.log(line);
}

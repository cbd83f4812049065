/** Tocsin as `npm start` runs it: a launcher process that owns the runtime, so that either can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive, readRecord } from "../../scripts/processes.ts";
import { ROOT } from "../../scripts/root.ts";
import { apiOf, fireTick } from "./api.ts";
import { ADMIN_TOKEN, buildState, type Served } from "./instance.ts";
import { freePort } from "./ports.ts";

export interface LaunchedOptions {
	egressAllow?: string[];
	/** Without it, ADMIN_TOKEN is the tests' own. */
	env?: Record<string, string>;
	/** Default: `--empty --no-cron`. */
	args?: string[];
	port?: number;
	/** Nothing is in its state directory yet, not even tables: it makes them when it starts. */
	isNew?: boolean;
}

export type Victim = "runtime" | "launcher" | "both";

export interface Launched extends Served {
	/** What the launcher has printed since its last start. */
	output(): string;
	/** SIGKILL, without waiting for anything. */
	killNow(victim: Victim): void;
	/** Starts the launcher again; resolves at `ready` with the milliseconds it took. */
	start(): Promise<number>;
	/** Resolves when the launcher has ended, with its exit code. */
	ended(): Promise<number | null>;
	launcherPid(): number;
}

const READY_WITHIN_MS = 120_000;

/** Nothing runs yet; `start` it. */
export async function prepareLaunched(options: LaunchedOptions = {}): Promise<Launched> {
	const port = options.port ?? (await freePort());
	const state = mkdtempSync(join(tmpdir(), "tocsin-launched-"));
	if (!options.isNew) cpSync(await buildState(), state, { recursive: true });
	const url = `http://127.0.0.1:${port}`;
	const args = [...(options.args ?? ["--empty", "--no-cron"]), "--port", String(port), "--state", state];
	const env = {
		...process.env,
		ADMIN_TOKEN,
		EGRESS_ALLOW: (options.egressAllow ?? []).join(","),
		...options.env,
	};
	let child: ChildProcess | null = null;
	let output = "";
	const runtime = () => {
		const record = readRecord(state, "runtime");
		return record && isAlive(record) ? record.pid : null;
	};
	const launched: Launched = {
		url,
		port,
		state,
		adminToken: env.ADMIN_TOKEN,
		api: apiOf(url, env.ADMIN_TOKEN),
		fireCron: (at = Date.now()) => fireTick(url, at),
		get pids() {
			const pid = runtime();
			return pid === null ? [] : [pid];
		},
		output: () => output,
		launcherPid: () => child?.pid ?? 0,
		killNow(victim) {
			const pid = runtime();
			if (victim !== "runtime") child?.kill("SIGKILL");
			if (victim !== "launcher" && pid !== null) process.kill(pid, "SIGKILL");
		},
		async start() {
			const startedAt = performance.now();
			output = "";
			child = spawn(join(ROOT, "scripts/start.sh"), args, {
				env,
				stdio: ["ignore", "pipe", "pipe"],
			});
			await untilReady(child, url, (text) => {
				output += text;
				return output;
			});
			return performance.now() - startedAt;
		},
		ended: () => ended(child),
		async stop() {
			child?.kill("SIGTERM");
			await ended(child);
			rmSync(state, { recursive: true, force: true });
		},
	};
	return launched;
}

export async function startLaunched(options: LaunchedOptions = {}): Promise<Launched> {
	const launched = await prepareLaunched(options);
	await launched.start();
	return launched;
}

function untilReady(child: ChildProcess, url: string, add: (text: string) => string): Promise<void> {
	return new Promise((resolve, reject) => {
		const fail = (why: string) => reject(new Error(`${why}; it printed:\n${add("")}`));
		const timer = setTimeout(() => fail(`not ready within ${READY_WITHIN_MS} ms`), READY_WITHIN_MS);
		const read = (chunk: Buffer) => {
			if (!add(chunk.toString()).split("\n").includes(`ready ${url}`)) return;
			clearTimeout(timer);
			resolve();
		};
		child.stdout?.on("data", read);
		child.stderr?.on("data", read);
		child.once("exit", (code, signal) => {
			clearTimeout(timer);
			fail(`the launcher ended (${code ?? signal})`);
		});
	});
}

function ended(child: ChildProcess | null): Promise<number | null> {
	if (!child || child.exitCode !== null || child.signalCode !== null)
		return Promise.resolve(child?.exitCode ?? null);
	return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

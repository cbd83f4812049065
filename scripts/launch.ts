/**
 * `npm start`: settles what an earlier start left, has everything made ready, serves, and stays beside it. What it
 * loads, it keeps for months: no `fetch`, and no library of the runtime.
 */
import { chmodSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { announce } from "./announce.ts";
import { type DemoWorld, startDemoWorld } from "./demo-world.ts";
import { host } from "./host.ts";
import { openLog } from "./log-file.ts";
import { insistOnFree } from "./ports.ts";
import { prepare } from "./prepare.ts";
import { endRuntime, prepareRecords, recordLauncher, stopStaleProcesses } from "./processes.ts";
import { ROOT } from "./root.ts";
import { readSettings, type Settings } from "./settings.ts";
import { type Supervised, supervise } from "./supervise.ts";
import { UserError } from "./user-error.ts";

interface Part {
	stop(): Promise<void>;
}

interface Choices {
	empty: boolean;
	cron: boolean;
	port: number;
	state: string;
}

const USAGE = "npm start -- [--empty] [--no-cron] [--port 8787] [--state .state]";

const running: Part[] = [];
const ending = endOnSignal(running);
try {
	await main(readChoices(process.argv.slice(2)));
} catch (error) {
	// What is being ended fails on its way.
	if (!ending()) await fail(error);
}

async function main(choices: Choices): Promise<void> {
	mkdirSync(choices.state, { recursive: true, mode: 0o700 });
	chmodSync(choices.state, 0o700);
	prepareRecords(choices.state);
	for (const left of await stopStaleProcesses(choices.state)) {
		console.log(`Ended the ${left.name} (process ${left.pid}) of an earlier start.`);
	}
	recordLauncher(choices.state);
	await insistOnFree(
		choices.port,
		`End it, or choose another port: npm start -- --port ${choices.port + 10}`,
	);
	const settings = readSettings(choices.state, ROOT, process.env);
	if (settings.NODE_EXTRA_CA_CERTS) process.env.NODE_EXTRA_CA_CERTS = settings.NODE_EXTRA_CA_CERTS;
	running.push({ stop: () => endRuntime(choices.state) });
	const demo = choices.empty ? null : await startDemoWorld({ ...choices, adminToken: settings.ADMIN_TOKEN });
	if (demo) running.push(demo);
	const preparation = prepare({
		runtime: { state: choices.state, port: choices.port, env: envOf(choices, settings, demo) },
		log: logOf(choices),
		demo: demo && { filling: demo.filling },
	});
	running.push(preparation);
	await preparation.done;
	running.push(await serve(choices));
	await announce({ ...choices, settings, demo });
}

function readChoices(args: string[]): Choices {
	try {
		const { values } = parseArgs({
			args,
			options: {
				empty: { type: "boolean", default: false },
				"no-cron": { type: "boolean", default: false },
				port: { type: "string", default: "8787" },
				state: { type: "string", default: join(ROOT, ".state") },
			},
		});
		const port = Number(values.port);
		if (!Number.isInteger(port) || port < 1 || port > 65_535)
			throw new Error(`--port ${values.port} is no port`);
		return { empty: values.empty, cron: !values["no-cron"], port, state: resolve(values.state) };
	} catch (error) {
		throw new UserError(`${(error as Error).message}\nUsage: ${USAGE}`);
	}
}

function logOf({ state }: Pick<Choices, "state">): string {
	return join(state, "tocsin.log");
}

function envOf(choices: Choices, settings: Settings, demo: DemoWorld | null): Record<string, string> {
	const { NODE_EXTRA_CA_CERTS: _, ...own } = settings;
	return {
		PUBLIC_URL: `http://localhost:${choices.port}`,
		...own,
		EGRESS_ALLOW: [own.EGRESS_ALLOW, demo?.egress].filter(Boolean).join(","),
	};
}

async function serve({ state, port, cron }: Choices): Promise<Supervised> {
	const url = `http://127.0.0.1:${port}`;
	const onLog = openLog(logOf({ state }));
	const report = (line: string) => console.log(`${new Date().toISOString()} ${line}`);
	// A fault here must not end what watches over the runtime.
	for (const fault of ["unhandledRejection", "uncaughtException"]) {
		process.on(fault, (error) => report(`The launcher had a fault: ${String(error)}`));
	}
	return supervise({ state, url, cron, start: () => host({ state, onLog }), report });
}

/** Answers whether it ends. */
function endOnSignal(parts: Part[]): () => boolean {
	let isEnding = false;
	const end = async () => {
		if (isEnding) process.exit(1);
		isEnding = true;
		await Promise.all(parts.map((part) => part.stop()));
		process.exit(0);
	};
	for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void end());
	return () => isEnding;
}

async function fail(error: unknown): Promise<never> {
	if (error instanceof UserError) console.error(`\ntocsin: ${error.message}\n`);
	else console.error(error);
	await Promise.all(running.map((part) => part.stop()));
	process.exit(1);
}

/** `npm start`: settles what an earlier start left, builds, serves, and stays beside it. */
import { chmodSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { announce } from "./announce.ts";
import { buildApp } from "./build.ts";
import { type DemoWorld, startDemoWorld } from "./demo-world.ts";
import { openLog } from "./log-file.ts";
import { insistOnFree } from "./ports.ts";
import { prepareRecords, recordLauncher, stopStaleProcesses } from "./processes.ts";
import { ROOT } from "./root.ts";
import { readSettings, type Settings } from "./settings.ts";
import { type Supervised, supervise } from "./supervise.ts";
import { UserError } from "./user-error.ts";

interface Choices {
	empty: boolean;
	cron: boolean;
	port: number;
	state: string;
}

const USAGE = "npm start -- [--empty] [--no-cron] [--port 8787] [--state .state]";

try {
	await main(readChoices(process.argv.slice(2)));
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	console.error(`\ntocsin: ${error.message}\n`);
	process.exit(1);
}

async function main(choices: Choices): Promise<void> {
	mkdirSync(choices.state, { recursive: true, mode: 0o700 });
	chmodSync(choices.state, 0o700);
	prepareRecords(choices.state);
	for (const left of await stopStaleProcesses(choices.state)) {
		console.log(`Stopped ${left.name} (pid ${left.pid}) left over from an earlier start.`);
	}
	recordLauncher(choices.state);
	await insistOnFree(choices.port, `Stop it, or use another port: npm start -- --port ${choices.port + 10}`);
	const settings = readSettings(choices.state, ROOT, process.env);
	if (settings.NODE_EXTRA_CA_CERTS) process.env.NODE_EXTRA_CA_CERTS = settings.NODE_EXTRA_CA_CERTS;
	await buildApp();

	const running: { stop(): Promise<void> }[] = [];
	const claimSignals = endOnSignal(running);
	const demo = choices.empty ? null : await startDemoWorld({ ...choices, adminToken: settings.ADMIN_TOKEN });
	if (demo) running.push(demo);
	const served = await serve(choices, settings, demo, claimSignals);
	running.push(served);
	await demo
		?.seed(served.database)
		.catch((error) => console.error(`Couldn’t finish loading the demo: ${String(error)}`));
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
			throw new Error(`--port ${values.port} is not a valid port`);
		return { empty: values.empty, cron: !values["no-cron"], port, state: resolve(values.state) };
	} catch (error) {
		throw new UserError(`${(error as Error).message}\nUsage: ${USAGE}`);
	}
}

async function serve(
	choices: Choices,
	settings: Settings,
	demo: DemoWorld | null,
	claimSignals: () => void,
): Promise<Supervised> {
	// Loaded only now: the runtime reads the certificates when it is loaded.
	const { startRuntime } = await import("./runtime.ts");
	const url = `http://127.0.0.1:${choices.port}`;
	const { NODE_EXTRA_CA_CERTS: _, ...own } = settings;
	const env = {
		PUBLIC_URL: `http://localhost:${choices.port}`,
		...own,
		EGRESS_ALLOW: [own.EGRESS_ALLOW, demo?.egress].filter(Boolean).join(","),
	};
	const write = openLog(join(choices.state, "tocsin.log"));
	const report = (line: string) => console.log(`${new Date().toISOString()} ${line}`);
	const start = async () => {
		const runtime = await startRuntime({ state: choices.state, port: choices.port, env, onLog: write });
		claimSignals();
		return runtime;
	};
	// A fault of the runtime's library must not end what watches over the runtime.
	for (const fault of ["unhandledRejection", "uncaughtException"]) {
		process.on(fault, (error) => report(`Runtime host error: ${String(error)}`));
	}
	return supervise({ state: choices.state, url, cron: choices.cron, start, report });
}

/**
 * Answers what to call after each start of the runtime: its library registers handlers of its own, which would leave
 * before the children have ended.
 */
function endOnSignal(running: { stop(): Promise<void> }[]): () => void {
	let ending = false;
	const end = async () => {
		if (ending) process.exit(1);
		ending = true;
		await Promise.all(running.map((part) => part.stop()));
		process.exit(0);
	};
	const claim = () => {
		for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
			process.removeAllListeners(signal).on(signal, () => void end());
		}
	};
	claim();
	return claim;
}

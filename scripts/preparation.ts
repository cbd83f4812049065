/**
 * What is done once at a start and needs a lot of memory: the builds, the migrations, the first filling of the demo
 * world, and how the runtime is started. The launcher waits for this process and stays small.
 */
import { text } from "node:stream/consumers";
import { buildApp } from "./build.ts";
import { fillDemoWorld } from "./demo-filling.ts";
import type { DemoWorld } from "./demo-world.ts";
import { openLog } from "./log-file.ts";
import { captureRuntime, migrateState, type RuntimeOptions, startRuntime } from "./runtime.ts";
import { UserError } from "./user-error.ts";

export interface Preparation {
	runtime: Pick<RuntimeOptions, "state" | "port" | "env">;
	log: string;
	demo: Pick<DemoWorld, "filling"> | null;
}

if (import.meta.main) {
	try {
		await prepare(JSON.parse(await text(process.stdin)));
		process.exit(0);
	} catch (error) {
		console.error(error instanceof UserError ? `\ntocsin: ${error.message}\n` : error);
		process.exit(1);
	}
}

async function prepare({ runtime, log, demo }: Preparation): Promise<void> {
	const options = { ...runtime, onLog: openLog(log) };
	await buildApp();
	await migrateState(options);
	if (demo) await fillDemoWorld(demo.filling, () => startRuntime(options));
	await captureRuntime(options);
}

/** Once in the life of a state folder: the people, the services and some past. Killed in between, it is completed. */
import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { seedPast } from "../db/seed.ts";
import { ROOT } from "./root.ts";
import type { Runtime } from "./runtime.ts";

export interface Filling {
	/** Written when all is there. */
	mark: string;
	/** Arguments of `demo/seed.ts`. */
	args: string[];
}

/** One more minute tick, so that the status page knows the past at once. */
const TICK_PATH = "/cdn-cgi/handler/scheduled?cron=*+*+*+*+*";
const SEED_TIMEOUT_MS = 20_000;

/** What goes wrong is told and costs no start: the next one completes it. */
export async function fillDemoWorld(filling: Filling, start: () => Promise<Runtime>): Promise<void> {
	if (existsSync(filling.mark)) return;
	const runtime = await start();
	try {
		await promisify(execFile)(process.execPath, [join(ROOT, "scripts/demo/seed.ts"), ...filling.args], {
			timeout: SEED_TIMEOUT_MS,
		});
		await seedPast(await runtime.database(), Date.now());
		await fetch(runtime.url + TICK_PATH);
		writeFileSync(filling.mark, "");
	} catch (error) {
		console.error(`The demo world is not complete: ${String(error)}`);
	} finally {
		await runtime.stop();
	}
}

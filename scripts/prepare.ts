import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Preparation } from "./preparation.ts";
import { endRuntime, PREPARATION, RECORDED, recordOf } from "./processes.ts";
import { ROOT } from "./root.ts";
import { UserError } from "./user-error.ts";

/** `done` resolves when all is ready for `host`, and rejects when it is not: why, the process itself has told. */
export function prepare(preparation: Preparation): { done: Promise<void>; stop(): Promise<void> } {
	const { state } = preparation.runtime;
	const child = spawn(RECORDED, [join(ROOT, "scripts/preparation.ts")], {
		stdio: ["pipe", "inherit", "inherit"],
		env: { ...process.env, TOCSIN_EXEC: process.execPath, TOCSIN_RECORD: recordOf(state, PREPARATION) },
	});
	const over = once(child, "exit");
	// It may end before it has read this; how it ended says that.
	child.stdin.on("error", () => {}).end(JSON.stringify(preparation));
	return {
		done: over.then(([code]) => {
			if (code !== 0) throw new UserError("It could not be made ready.");
		}),
		async stop() {
			if (child.exitCode !== null || child.signalCode !== null) return;
			child.kill("SIGKILL");
			await over;
			await endRuntime(state);
		},
	};
}

/** Runs the wrangler of node_modules, never with a question: whatever it would ask is settled before. */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QUIET } from "../build.ts";
import { ROOT } from "../root.ts";

const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
/** How much of what it said last is kept to explain a failure. */
const KEPT_CHARACTERS = 20_000;

/** What a command prints, or null when it fails. */
export function wranglerAnswers(args: string[]): string | null {
	const { status, stdout } = spawnSync(process.execPath, [WRANGLER, ...args], {
		cwd: ROOT,
		encoding: "utf8",
		env: { ...process.env, ...QUIET, CI: "true" },
	});
	return status === 0 ? stdout : null;
}

/**
 * Runs a command, shows what it prints, and answers its exit status with the end of that. `secrets` are its standard
 * input, as a file without a name: nothing of them is left on the disk, however this ends.
 */
export async function runWrangler(
	args: string[],
	environment: Record<string, string>,
	secrets: Record<string, string> = {},
): Promise<{ status: number; said: string }> {
	const input = namelessFile(JSON.stringify(secrets));
	const child = spawn(process.execPath, [WRANGLER, ...args], {
		cwd: ROOT,
		env: { ...process.env, ...QUIET, CI: "true", ...environment },
		stdio: [input, "pipe", "pipe"],
	});
	closeSync(input);
	let said = "";
	const keep = (text: string) => {
		said = (said + text).slice(-KEPT_CHARACTERS);
	};
	child.stdout?.setEncoding("utf8").on("data", (text: string) => {
		process.stdout.write(text);
		keep(text);
	});
	child.stderr?.setEncoding("utf8").on("data", (text: string) => {
		process.stderr.write(text);
		keep(text);
	});
	const status = await new Promise<number>((resolve) => {
		child.once("error", () => resolve(1));
		child.once("close", (code) => resolve(code ?? 1));
	});
	return { status, said };
}

/** The name is gone before the first byte is written. */
function namelessFile(text: string): number {
	const folder = mkdtempSync(join(tmpdir(), "tocsin-deploy-"));
	try {
		const file = openSync(join(folder, "input"), "wx+", 0o600);
		rmSync(folder, { recursive: true });
		writeSync(file, text, 0);
		return file;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

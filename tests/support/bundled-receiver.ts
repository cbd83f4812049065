/** The receiver of docs/remediation as people run it: a process of its own, with the recipe that the environment names. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../scripts/root.ts";
import { freePort } from "./ports.ts";

export interface BundledReceiver {
	url: string;
	stop(): Promise<void>;
}

export async function startBundledReceiver(
	port: number,
	env: Record<string, string>,
): Promise<BundledReceiver> {
	const child = spawn(process.execPath, [join(ROOT, "docs/remediation/receiver.mjs")], {
		env: { PATH: process.env.PATH, PORT: String(port), ...env },
		stdio: ["ignore", "pipe", "inherit"],
	});
	await listening(child);
	return {
		url: `http://127.0.0.1:${port}/`,
		stop: async () => {
			child.kill("SIGKILL");
			if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
		},
	};
}

function listening(child: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		child.once("exit", (code) => reject(new Error(`the receiver ended with ${code}`)));
		child.stdout?.once("data", () => resolve());
	});
}

export { freePort };

/** A program that only notes its arguments, a line each time, and fails when it is told to. */
export function fakeProgram(name: string) {
	const folder = mkdtempSync(join(tmpdir(), "tocsin-program-"));
	const noted = join(folder, "noted");
	writeFileSync(noted, "");
	const file = join(folder, name);
	writeFileSync(
		file,
		`#!/bin/sh\necho "$@" >> ${noted}\n[ -e ${folder}/broken ] && echo "no such thing" >&2 && exit 1\nexit 0\n`,
	);
	chmodSync(file, 0o755);
	return {
		path: `${folder}:${process.env.PATH}`,
		calls: () => readFileSync(noted, "utf8").split("\n").filter(Boolean),
		breakIt: () => writeFileSync(join(folder, "broken"), ""),
		remove: () => rmSync(folder, { recursive: true }),
	};
}

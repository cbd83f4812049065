import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { eventually } from "./wait.ts";

/** The demo's shop or phones as a process of their own, as the launcher runs them. */
export interface DemoPart {
	url: string;
	page(): Promise<string>;
	/** Sends a form of its page. */
	send(path: string, fields: Record<string, string>): Promise<void>;
	kill(): Promise<void>;
	/** Starts it again with the same port and state. */
	start(): Promise<void>;
	stop(): Promise<void>;
}

export async function startDemoPart(
	name: "shop" | "phone",
	port: number,
	state: string,
	args: string[],
): Promise<DemoPart> {
	const url = `http://127.0.0.1:${port}`;
	const script = join(import.meta.dirname, `../../scripts/demo/${name}.ts`);
	let child: ChildProcess;
	const end = async (signal: NodeJS.Signals) => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		child.kill(signal);
		await once(child, "exit");
	};
	const part: DemoPart = {
		url,
		page: async () => (await fetch(url)).text(),
		async send(path, fields) {
			const answer = await fetch(url + path, { method: "POST", body: new URLSearchParams(fields) });
			if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
		},
		kill: () => end("SIGKILL"),
		async start() {
			child = spawn(process.execPath, [script, "--port", String(port), "--state", state, ...args], {
				stdio: ["ignore", "ignore", "inherit"],
			});
			await eventually(`the ${name} serves`, async () => (await fetch(url)).ok);
		},
		stop: () => end("SIGTERM"),
	};
	await part.start();
	return part;
}

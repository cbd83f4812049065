/**
 * The runtime as a child of this process, started as it was captured. The library that knows how to start one takes
 * 85 MiB, so it did that once, in a process that has ended.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { capturedIn } from "./captured.ts";
import { RECORDED, recordOf } from "./processes.ts";

export const WORKERD: string = createRequire(import.meta.url)("workerd").default;

export interface Hosted {
	/** Ends the process without asking it; what was answered is on disk. */
	stop(): Promise<void>;
}

export interface HostOptions {
	state: string;
	/** Lines that the Worker and the runtime print. */
	onLog: (line: string) => void;
}

/** Resolves when the port answers. A runtime that crashes later is started again at once. */
export async function host(options: HostOptions): Promise<Hosted> {
	const library = await startLibrarySide();
	const { port } = library.address() as AddressInfo;
	let stopped = false;
	let child: ChildProcess;
	const serve = async () => {
		let said = "";
		const own = startCaptured(options.state, port, (line) => {
			said = line;
			options.onLog(line);
		});
		child = own;
		await listening(own, () => said);
		own.once("exit", () => {
			// Whoever supervises finds out if this fails.
			if (!stopped) void serve().catch((error) => options.onLog(String(error)));
		});
	};
	const stop = async () => {
		stopped = true;
		library.close();
		library.closeAllConnections();
		await ended(child);
	};
	try {
		await serve();
	} catch (error) {
		await stop();
		throw error;
	}
	return { stop };
}

function startCaptured(state: string, libraryPort: number, onLog: HostOptions["onLog"]): ChildProcess {
	const folder = capturedIn(state);
	const args = readFileSync(join(folder, "args"), "utf8")
		.trimEnd()
		.split("\n")
		.map((arg) => arg.replace(/^(--external-addr=loopback=).*/, `$1127.0.0.1:${libraryPort}`));
	const config = openSync(join(folder, "config"), "r");
	const record = { TOCSIN_EXEC: WORKERD, TOCSIN_RECORD: recordOf(state, "runtime") };
	const child = spawn(RECORDED, args, {
		stdio: [config, "pipe", "pipe", "pipe"],
		env: { ...process.env, TZ: "UTC", FORCE_COLOR: "0", ...record },
	});
	closeSync(config);
	// One that cannot be started has ended, and what waits for its port says so.
	child.once("error", (error) => onLog(String(error)));
	for (const stream of [child.stdout, child.stderr]) eachLine(stream, (line) => onLog(messageOf(line)));
	return child;
}

/** Resolves when it has said on its third pipe that it listens; rejects with what it said last when it ends before. */
function listening(child: ChildProcess, said: () => string): Promise<void> {
	return new Promise((resolve, reject) => {
		eachLine(child.stdio[3] as Readable, (line) => {
			if (line.includes('"listen"')) resolve();
		});
		child.once("close", () => reject(new Error(`the runtime did not start: ${said()}`)));
	});
}

function eachLine(stream: Readable | null, take: (line: string) => void): void {
	if (stream) createInterface({ input: stream }).on("line", (line) => line && take(line));
}

/** The runtime wraps each line of a Worker in JSON. */
function messageOf(line: string): string {
	try {
		const { message } = JSON.parse(line) as { message?: unknown };
		return typeof message === "string" ? message : line;
	} catch {
		return line;
	}
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	const over = once(child, "exit");
	child.kill("SIGKILL");
	await over;
}

/** Where the library's own Workers would draw error pages and print: an error stays an error, and nothing is printed. */
async function startLibrarySide(): Promise<Server> {
	const server = createServer((request, response) => {
		request.resume();
		response.writeHead(request.url === "/core/error" ? 500 : 204).end();
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return server;
}

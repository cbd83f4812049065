import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../support/ports.ts";
import { eventually } from "../support/wait.ts";

const WORKERD: string = createRequire(import.meta.url)("workerd").default;
/** Its JSON becomes `request.cf`, which the platform fills in. */
export const CF_HEADER = "cf-blob";
const COMPATIBILITY_DATE = "2026-10-01";

export interface Bare {
	url: string;
	port: number;
	pid: number;
	/** What the runtime complained of so far. */
	complaints(): string;
	stop(): void;
}

export interface BareOptions {
	/** The module to serve. */
	bundle: string;
	/** Text bindings. */
	env?: Record<string, string>;
	/** Object classes by their bindings; they keep what they store until `stop`. */
	objects?: Record<string, string>;
}

/** `workerd serve` without anything around it: what the code itself costs. Has no D1, KV or assets. */
export async function startBare(options: BareOptions): Promise<Bare> {
	const port = await freePort();
	const folder = mkdtempSync(join(tmpdir(), "tocsin-bare-"));
	copyFileSync(options.bundle, join(folder, "index.js"));
	const config = join(folder, "config.capnp");
	mkdirSync(join(folder, "objects"));
	writeFileSync(config, configText(port, folder, options));
	const child = spawn(WORKERD, ["serve", config, "--experimental"], { stdio: ["ignore", "ignore", "pipe"] });
	const complaints: string[] = [];
	child.stderr?.on("data", (chunk: Buffer) => complaints.push(chunk.toString()));
	const stop = () => end(child, folder);
	process.once("exit", () => child.kill("SIGKILL"));
	const url = `http://127.0.0.1:${port}`;
	try {
		await eventually(`bare workerd on ${url}`, () => fetch(`${url}/bench/empty`).then((r) => r.ok), 10_000);
	} catch (error) {
		stop();
		throw new Error(complaints.join("") || "bare workerd does not answer", { cause: error });
	}
	return { url, port, pid: child.pid!, complaints: () => complaints.join(""), stop };
}

function end(child: ChildProcess, folder: string): void {
	child.kill("SIGKILL");
	rmSync(folder, { recursive: true, force: true });
}

function configText(port: number, folder: string, { env = {}, objects = {} }: BareOptions): string {
	const texts = Object.entries(env).map(
		([name, value]) => `(name = "${name}", text = ${JSON.stringify(value)})`,
	);
	const namespaces = Object.entries(objects).map(
		([name, className]) => `(name = "${name}", durableObjectNamespace = "${className}")`,
	);
	const classes = Object.values(objects).map(
		(className) => `(className = "${className}", uniqueKey = "bench-${className}", enableSql = true)`,
	);
	return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
	services = [
		(name = "main", worker = .main),
		(name = "internet", network = (allow = ["public", "private"])),
		(name = "objects", disk = (path = "${folder}/objects", writable = true)),
	],
	sockets = [(name = "http", address = "127.0.0.1:${port}", http = (cfBlobHeader = "${CF_HEADER}"), service = "main")],
);
const main :Workerd.Worker = (
	modules = [(name = "index.js", esModule = embed "index.js")],
	compatibilityDate = "${COMPATIBILITY_DATE}",
	bindings = [${[...texts, ...namespaces].join(", ")}],
	durableObjectNamespaces = [${classes.join(", ")}],
	durableObjectStorage = (localDisk = "objects"),
);
`;
}

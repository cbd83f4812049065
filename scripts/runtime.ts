/** The local runtime: one workerd process that serves the bundled Worker with the bindings of wrangler.toml. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { bundleWorker, QUIET, workerOptions } from "./build.ts";
import { capturedIn } from "./captured.ts";
import { WORKERD } from "./host.ts";
import { applyMigrations, type Database, migrationNames } from "./migrate.ts";
import { prepareRecords, RECORDED, readRecord, recordOf } from "./processes.ts";
import { ROOT } from "./root.ts";

Object.assign(process.env, QUIET);
process.env.MINIFLARE_WORKERD_PATH = RECORDED;
const { convertV4MiniflareOptions, Log, LogLevel, Miniflare } = await import("./miniflare.ts");

const CAPTURED = join(ROOT, "scripts/local/captured.sh");

export interface RuntimeOptions {
	/** Everything that lasts is under this folder. */
	state: string;
	port: number;
	/** Settings, as the Worker reads them. */
	env: Record<string, string>;
	/** Another entry than the shipped one; it must re-export `scripts/local/entry.ts`. */
	entry?: string;
	/** Lines that the Worker and the runtime print. */
	onLog?: (line: string) => void;
}

export interface Runtime {
	url: string;
	/** Of the workerd process that runs now; it changes when the runtime brings itself back after a crash. */
	pid(): number | null;
	database(): Promise<LocalDatabase>;
	/** Ends the process without asking it; what was answered is on disk. */
	stop(): Promise<void>;
}

export type LocalDatabase = Omit<Database, "prepare"> & { prepare(sql: string): D1Statement };
export interface D1Statement {
	bind(...values: unknown[]): D1Statement;
	all<Row = Record<string, unknown>>(): Promise<{ results: Row[] }>;
	run(): Promise<unknown>;
}

/** Names by which this machine could be called in a monitor's target. */
export const OWN_NAMES = [hostname(), hostname().split(".")[0], "localhost"].join(",");

/** Migrates, then serves; resolves when the port answers. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
	const folder = await bundleWorker(options.entry);
	mkdirSync(options.state, { recursive: true, mode: 0o700 });
	chmodSync(options.state, 0o700);
	prepareRecords(options.state);
	await migrateState(options);
	rmSync(recordOf(options.state, "runtime"), { force: true });
	const runtime = new Miniflare(await miniflareOptions(options, join(folder, "index.js")));
	try {
		await runtime.ready;
	} catch (error) {
		await runtime.dispose().catch(() => {});
		throw error;
	}
	return {
		url: `http://127.0.0.1:${options.port}`,
		pid: () => readRecord(options.state, "runtime")?.pid ?? null,
		database: () => runtime.getD1Database("DB") as unknown as Promise<LocalDatabase>,
		stop: () => runtime.dispose(),
	};
}

/**
 * Writes down how `startRuntime` would start the runtime of a state that is migrated, without starting it: `host` does
 * that, as often as it must, without the library.
 */
export async function captureRuntime(options: RuntimeOptions): Promise<void> {
	const folder = capturedIn(options.state);
	rmSync(folder, { recursive: true, force: true });
	const scratch = join(folder, "scratch");
	mkdirSync(scratch, { recursive: true, mode: 0o700 });
	// The library makes a folder of its own there, names folders within it to the runtime, and removes it at its end.
	process.env.TMPDIR = scratch;
	const shared = { unsafeRuntimeEnv: { TOCSIN_EXEC: CAPTURED, TOCSIN_CAPTURE: folder } };
	const bundle = join(await bundleWorker(options.entry), "index.js");
	const capture = new Miniflare(await miniflareOptions(options, bundle, shared));
	// For the library, a runtime that has ended is one that failed.
	const failed = await capture.ready.then(() => null).catch((error: unknown) => error);
	await capture.dispose().catch(() => {});
	if (!existsSync(join(folder, "config"))) throw failed;
	for (const path of foldersIn(readFileSync(join(folder, "config")), scratch)) {
		mkdirSync(path, { recursive: true, mode: 0o700 });
	}
}

function foldersIn(config: Buffer, scratch: string): string[] {
	const paths: string[] = [];
	for (let at = config.indexOf(scratch); at >= 0; at = config.indexOf(scratch, at + 1)) {
		// A text of the configuration ends with a zero.
		paths.push(config.toString("utf8", at, config.indexOf(0, at)));
	}
	return paths;
}

/** With the objects left out: their alarms must not run before the tables are there. */
export async function migrateState(options: Pick<RuntimeOptions, "state" | "onLog">): Promise<void> {
	const names = migrationNames().join("\n");
	const mark = join(options.state, "migrated");
	if (existsSync(mark) && readFileSync(mark, "utf8") === names) return;
	const idle = new Miniflare(await idleOptions(options));
	try {
		await idle.ready;
		await applyMigrations((await idle.getD1Database("DB")) as unknown as Database);
	} finally {
		await idle.dispose();
	}
	writeFileSync(mark, names);
}

async function miniflareOptions(options: RuntimeOptions, bundle: string, more = {}) {
	const { modulesRules: _, assets, ...own } = await workerOptions();
	const tocsin = {
		...own,
		name: "tocsin",
		// Else each request that leaves has all its headers copied, and one more that names nobody.
		stripCfConnectingIp: false,
		bindings: { OWN_NAMES, ...options.env },
		serviceBindings: { ASSETS: FILES, OUTSIDE: outside() },
		modules: [{ type: "ESModule", path: bundle }],
		modulesRoot: join(bundle, ".."),
	};
	const shared = { ...sharedOptions(options), ...more, port: options.port };
	return convertV4MiniflareOptions({ ...shared, workers: [tocsin, filesOptions(own, assets)] } as never);
}

/** What the library's own way out reaches, and trusts. */
function outside() {
	const path = process.env.NODE_EXTRA_CA_CERTS;
	const pem = path && existsSync(path) ? readFileSync(path, "utf8") : "";
	const trustedCertificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
	const tlsOptions = { trustBrowserCas: true, trustedCertificates };
	return { network: { allow: ["public", "private", "240.0.0.0/4"], deny: [], tlsOptions } };
}

const FILES = "files";
const NOTHING = "export default { fetch: () => new Response(null, { status: 503 }) }";

/**
 * The app's files, served by a worker of their own. In one worker with ours every request would go through two more on
 * its way to us, which costs as much as all that we do with a small one. Ours is asked first, as wrangler.toml says.
 */
function filesOptions({ compatibilityDate }: Record<string, unknown>, assets: unknown) {
	const routerConfig = { has_user_worker: false, invoke_user_worker_ahead_of_assets: false };
	return {
		name: FILES,
		modules: true,
		script: NOTHING,
		compatibilityDate,
		assets: { ...Object(assets), run_worker_first: false, routerConfig },
	};
}

async function idleOptions(options: Pick<RuntimeOptions, "state" | "onLog">) {
	const own = await workerOptions();
	return convertV4MiniflareOptions({
		...sharedOptions(options),
		name: "tocsin",
		port: 0,
		modules: true,
		script: NOTHING,
		compatibilityDate: own.compatibilityDate,
		d1Databases: own.d1Databases,
	} as never);
}

/** `logRequests` is off: request lines hold keys. */
function sharedOptions(options: Pick<RuntimeOptions, "state" | "onLog">) {
	const print = options.onLog ?? (() => {});
	return {
		host: "127.0.0.1",
		cf: false,
		logRequests: false,
		log: new Log(LogLevel.NONE),
		handleStructuredLogs: ({ message }: { message: string }) => print(message),
		resourcePersistencePath: join(options.state, "store"),
		unsafeRuntimeEnv: { TOCSIN_EXEC: WORKERD, TOCSIN_RECORD: recordOf(options.state, "runtime") },
	};
}

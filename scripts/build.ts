/** Builds what runs, only when its sources changed. Results are kept by content, so processes can share them. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./root.ts";
import { UserError } from "./user-error.ts";

const CACHE = join(ROOT, "node_modules/.cache/tocsin");
const KEPT_MS = 86_400_000;
const run = promisify(execFile);

/** Wrangler and the runtime, quiet and without calls home. `X_LOCAL_OBSERVABILITY` would write request URLs to disk. */
export const QUIET = {
	WRANGLER_SEND_METRICS: "false",
	WRANGLER_HIDE_BANNER: "true",
	CLOUDFLARE_CF_FETCH_ENABLED: "false",
	X_LOCAL_OBSERVABILITY: "false",
	X_LOCAL_EXPLORER: "false",
};

const underWay = new Map<string, Promise<string>>();

/** Bundles a Worker as `deploy` would and answers the folder with its `index.js`. The same sources are bundled once. */
export function bundleWorker(entry = "scripts/local/entry.ts"): Promise<string> {
	mkdirSync(join(ROOT, "dist/client"), { recursive: true });
	const path = resolve(ROOT, entry);
	const common = [
		"worker",
		"db",
		"scripts/local",
		"wrangler.toml",
		"package-lock.json",
		"tsconfig.base.json",
	];
	const own = relative(ROOT, path).startsWith("tests/") ? ["tests/entries", "tests/support"] : [];
	const key = digest([...common, ...own], relative(ROOT, path));
	const folder = join(CACHE, `worker-${key}`);
	const bundled = underWay.get(folder) ?? bundleInto(folder, path).finally(() => underWay.delete(folder));
	underWay.set(folder, bundled);
	return bundled;
}

async function bundleInto(folder: string, path: string): Promise<string> {
	if (existsSync(join(folder, "index.js"))) return folder;
	const scratch = `${folder}.${process.pid}`;
	await runTool("wrangler/bin/wrangler.js", ["deploy", path, "--dry-run", "--outdir", scratch]);
	const named = join(scratch, `${basename(path).replace(/\.[jt]sx?$/, "")}.js`);
	if (named !== join(scratch, "index.js")) renameSync(named, join(scratch, "index.js"));
	if (!keep(scratch, folder)) rmSync(scratch, { recursive: true, force: true });
	forgetOld();
	return folder;
}

/** wrangler.toml as the runtime's options. Kept, because reading it loads all of wrangler: half a second a process. */
export async function workerOptions(): Promise<Record<string, unknown>> {
	const path = join(CACHE, `options-${digest(["wrangler.toml", "package-lock.json"], ROOT)}.json`);
	if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"));
	const { unstable_getMiniflareWorkerOptions: read } = await import("wrangler");
	const text = JSON.stringify(read(join(ROOT, "wrangler.toml")).workerOptions);
	mkdirSync(CACHE, { recursive: true });
	writeFileSync(`${path}.${process.pid}`, text);
	renameSync(`${path}.${process.pid}`, path);
	return JSON.parse(text);
}

/** Builds the app into `dist/client`, where wrangler.toml looks for it. */
export async function buildApp(): Promise<void> {
	const target = join(ROOT, "dist/client");
	const stamp = join(CACHE, "app.stamp");
	if (!existsSync(join(ROOT, "app/index.html"))) return void mkdirSync(target, { recursive: true });
	const key = digest(["app", "worker", "vite.config.ts", "package-lock.json"], "app");
	const built = existsSync(join(target, "app/index.html"));
	if (built && existsSync(stamp) && readFileSync(stamp, "utf8") === key) return;
	const scratch = join(ROOT, `dist/.client-${process.pid}`);
	const args = ["build", "--outDir", scratch, "--emptyOutDir", "--logLevel", "warn"];
	// Under a test runner too, what is tried is what ships.
	await runTool("vite/bin/vite.js", args, { NODE_ENV: "production" });
	rmSync(target, { recursive: true, force: true });
	renameSync(scratch, target);
	mkdirSync(CACHE, { recursive: true });
	writeFileSync(stamp, key);
}

/** Builds the app with its gallery and answers the folder; the same sources are built once. Nobody writes into it. */
export function buildGallery(): Promise<string> {
	const sources = ["app", "worker", "vite.config.ts", "package-lock.json"];
	return keepFolder("gallery", sources, async (folder) => {
		const args = ["build", "--mode", "gallery", "--outDir", folder, "--emptyOutDir", "--logLevel", "warn"];
		await runTool("vite/bin/vite.js", args, { NODE_ENV: "production" });
	});
}

/** A state directory whose tables are there and empty; `migrate` makes one when the migrations are others. */
export function buildEmptyState(migrate: (folder: string) => Promise<void>): Promise<string> {
	return keepFolder("state", ["db/migrations", "wrangler.toml", "package-lock.json"], migrate);
}

/** What `fill` writes from these sources, made once and kept; nobody else writes into it. */
async function keepFolder(kind: string, sources: string[], fill: (folder: string) => Promise<void>) {
	const folder = join(CACHE, `${kind}-${digest(sources, kind)}`);
	if (existsSync(folder)) return folder;
	const scratch = `${folder}.${process.pid}`;
	await fill(scratch);
	if (!keep(scratch, folder)) rmSync(scratch, { recursive: true, force: true });
	forgetOld();
	return folder;
}

async function runTool(script: string, args: string[], more: NodeJS.ProcessEnv = {}): Promise<void> {
	const env = { ...process.env, ...QUIET, NODE_OPTIONS: "", VITEST: "", NO_COLOR: "1", ...more };
	try {
		await run(process.execPath, [join(ROOT, "node_modules", script), ...args], { cwd: ROOT, env });
	} catch (error) {
		const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
		throw new UserError(`${script} ${args[0]} failed:\n${stdout}${stderr}`);
	}
}

/** False when another process was faster; its result is the same. */
function keep(scratch: string, folder: string): boolean {
	try {
		renameSync(scratch, folder);
		return true;
	} catch (error) {
		if (existsSync(folder)) return false;
		throw error;
	}
}

function forgetOld(): void {
	for (const name of readdirSync(CACHE).filter((name) => /^(worker|gallery|state)-/.test(name))) {
		const age = Date.now() - (statSync(join(CACHE, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
		if (age > KEPT_MS) rmSync(join(CACHE, name), { recursive: true, force: true });
	}
}

function digest(paths: string[], salt: string): string {
	const hash = createHash("sha256").update(salt);
	for (const path of paths)
		for (const file of filesUnder(join(ROOT, path)))
			hash.update(file.slice(ROOT.length)).update(readFileSync(file));
	return hash.digest("hex").slice(0, 16);
}

function filesUnder(path: string): string[] {
	if (!existsSync(path)) return [];
	const entries = readdirSync(dirname(path), { withFileTypes: true }).filter(
		(e) => e.name === basename(path),
	);
	if (entries[0]?.isFile()) return [path];
	return readdirSync(path, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

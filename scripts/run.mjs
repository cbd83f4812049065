#!/usr/bin/env node
/**
 * `node scripts/run.mjs NAME …` installs what is missing and runs scripts/NAME.ts. Plain JavaScript, because this much
 * must work on Node 20 before anything is installed; the rest needs a Node that runs TypeScript, whose path
 * `node scripts/run.mjs --node` prints.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import module from "node:module";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
const OWN_BIN = join(ROOT, "node_modules/.bin");
const OWN_NODE = join(OWN_BIN, "node");
const COMPILED = join(ROOT, "node_modules/.cache/tocsin/compiled");
const FIRST_WITH_TYPES = [22, 18];
const [name, ...args] = process.argv.slice(2);
if (!name) fail("which script? See the scripts in package.json");
if (isStale()) install();
if (name === "--node") console.log(capableNode());
else await run(join(ROOT, "scripts", `${name}.ts`), args);

/** Whether what is installed differs from package-lock.json, apart from packages for other machines. */
function isStale() {
	const installedLock = join(ROOT, "node_modules/.package-lock.json");
	if (!existsSync(installedLock)) return true;
	const wanted = readPackages(join(ROOT, "package-lock.json"));
	const installed = readPackages(installedLock);
	return Object.entries(wanted).some(([path, entry]) => {
		if (path === "" || entry.link) return false;
		if (!installed[path]) return !entry.optional && !entry.devOptional && !entry.peer;
		return installed[path].version !== entry.version;
	});
}

function readPackages(path) {
	return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
}

/** With a PATH free of our own node: `npm ci` removes it while it runs. */
function install() {
	console.error("Installing what is missing (about half a minute) …");
	const PATH = (process.env.PATH ?? "").split(delimiter).filter((entry) => !entry.startsWith(OWN_BIN));
	const flags = ["--include=dev", "--include=optional", "--ignore-scripts", "--no-audit", "--no-fund"];
	const { status, error } = spawnSync("npm", ["ci", "--loglevel=error", ...flags], {
		cwd: ROOT,
		env: { ...process.env, PATH: PATH.join(delimiter) },
		// What this prints is read: what npm says goes beside it.
		stdio: ["ignore", 2, "inherit"],
	});
	if (status !== 0) fail(`npm ci failed${error ? `: ${error.message}` : ""}`);
}

async function run(script, scriptArgs) {
	const node = capableNode();
	process.env.PATH = `${OWN_BIN}${delimiter}${process.env.PATH ?? ""}`;
	process.env.NODE_COMPILE_CACHE ??= COMPILED;
	if (node === process.execPath) {
		module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
		process.argv = [process.argv[0], script, ...scriptArgs];
		await import(pathToFileURL(script).href);
		return;
	}
	const child = spawn(node, [script, ...scriptArgs], { stdio: "inherit" });
	for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => child.kill(signal));
	child.once("exit", (code) => process.exit(code ?? 1));
}

/** The one that runs this, or that of the packages. */
function capableNode() {
	const [major, minor] = process.versions.node.split(".").map(Number);
	const capable =
		major > FIRST_WITH_TYPES[0] || (major === FIRST_WITH_TYPES[0] && minor >= FIRST_WITH_TYPES[1]);
	if (capable) return process.execPath;
	if (!existsSync(OWN_NODE)) fail(`Node ${FIRST_WITH_TYPES.join(".")} or newer is needed on this machine`);
	return OWN_NODE;
}

function fail(message) {
	console.error(`tocsin: ${message}`);
	process.exit(1);
}

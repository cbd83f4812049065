import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { ROOT } from "./root.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const MAC = [
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const PACKAGES = ["chromium", "chromium-headless-shell"];
const WAYS = "Install it, or set CHROMIUM_PATH";

/** A browser that is there: the one named in CHROMIUM_PATH, the system's, or the one that Playwright fetched. */
export function findChromium(): string | null {
	return firstOf([process.env.CHROMIUM_PATH, ...onPath(NAMES), ...MAC, chromium.executablePath()]);
}

/**
 * Chromium's engine without a browser around it, which opens a page for a third of the processor time. It receives no
 * pushes and keeps no service worker when its page is gone. Null where there is none; a whole browser does as well.
 */
export function findHeadlessShell(): string | null {
	return firstOf([process.env.HEADLESS_SHELL_PATH, ...onPath(["chromium-headless-shell"])]);
}

/** Finds one or installs one: as root from Debian's packages, else Playwright's own. Throws with what a person can do. */
export function insistOnChromium(): string {
	if (!findChromium() || !findHeadlessShell()) fromDebian();
	const found = findChromium() ?? (fromPlaywright() ? findChromium() : null);
	if (!found) throw new Error(`Browser tests need headless Chromium, and it couldn’t be installed. ${WAYS}.`);
	return found;
}

function fromDebian(): void {
	if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
	console.log("Installing Chromium from the system's packages …");
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	const quietly = (...args: string[]) =>
		spawnSync("apt-get", ["-qq", ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
	quietly("update");
	// One by one: a system that has no shell by itself still gets the browser.
	for (const name of PACKAGES) quietly("install", "-y", "--no-install-recommends", name);
}

function fromPlaywright(): boolean {
	console.log("Fetching Playwright's Chromium …");
	const cli = join(ROOT, "node_modules/playwright-core/cli.js");
	return (
		spawnSync(process.execPath, [cli, "install", "chromium-headless-shell", "chromium"], { stdio: "inherit" })
			.status === 0
	);
}

function onPath(names: string[]): string[] {
	const folders = (process.env.PATH ?? "").split(delimiter);
	return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function firstOf(candidates: (string | undefined)[]): string | null {
	return candidates.find((path): path is string => !!path && isExecutable(path)) ?? null;
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

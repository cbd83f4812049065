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
const WAYS = "install Chromium, or name one in CHROMIUM_PATH";

/** A browser that is there: the one named in CHROMIUM_PATH, the system's, or the one that Playwright fetched. */
export function findChromium(): string | null {
	const folders = (process.env.PATH ?? "").split(delimiter);
	const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
	const candidates = [process.env.CHROMIUM_PATH, ...onPath, ...MAC, chromium.executablePath()];
	return candidates.find((path): path is string => !!path && isExecutable(path)) ?? null;
}

/** Finds one or installs one: as root from Debian's packages, else Playwright's own. Throws with what a person can do. */
export function insistOnChromium(): string {
	const found =
		findChromium() ?? (fromDebian() ? findChromium() : null) ?? (fromPlaywright() ? findChromium() : null);
	if (!found)
		throw new Error(`the browser tests need a headless Chromium and none could be installed: ${WAYS}`);
	return found;
}

function fromDebian(): boolean {
	if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
	console.log("Installing Chromium from the system's packages …");
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	const quietly = (...args: string[]) =>
		spawnSync("apt-get", ["-qq", ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
	quietly("update");
	return quietly("install", "-y", "--no-install-recommends", "chromium").status === 0;
}

function fromPlaywright(): boolean {
	console.log("Fetching Playwright's Chromium …");
	const cli = join(ROOT, "node_modules/playwright-core/cli.js");
	return (
		spawnSync(process.execPath, [cli, "install", "chromium-headless-shell", "chromium"], { stdio: "inherit" })
			.status === 0
	);
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

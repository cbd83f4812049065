import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["firefox-esr", "firefox"];
const MAC = "/Applications/Firefox.app/Contents/MacOS/firefox";
/** The last two are the desktop on which its notifications appear. */
const PACKAGES = ["firefox-esr", "dbus-daemon", "libnotify4"];

/** A stock Firefox that is there: the one named in FIREFOX_PATH, or the system's. */
export function findFirefox(): string | null {
	const folders = (process.env.PATH ?? "").split(delimiter);
	const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [process.env.FIREFOX_PATH, ...onPath, MAC].find((path) => !!path && existsSync(path)) ?? null;
}

/** Finds one, or as root installs Debian's; null where neither can be, and then the test of real push says so. */
export function obtainFirefox(): string | null {
	const found = findFirefox();
	if (found || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return found;
	console.log("Installing Firefox from the system's packages …");
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	const quietly = (...args: string[]) =>
		spawnSync("apt-get", ["-qq", ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
	quietly("update");
	quietly("install", "-y", "--no-install-recommends", ...PACKAGES);
	return findFirefox();
}

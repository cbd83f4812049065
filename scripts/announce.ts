import { join, relative } from "node:path";
import { ask } from "./ask.ts";
import type { DemoWorld } from "./demo-world.ts";
import { type Settings, settingsPath } from "./settings.ts";

const SET_UP_TIMEOUT_MS = 3_000;

export interface Started {
	port: number;
	state: string;
	settings: Settings;
	demo: DemoWorld | null;
}

/** Tells people where to go, then machines that it serves. */
export async function announce({ port, state, settings, demo }: Started): Promise<void> {
	const at = (atPort: number, path = "/") => `http://localhost:${atPort}${path}`;
	const isOpen = await isSetUpOpen(port);
	const lines = [
		...(demo
			? [["break it", at(demo.ports.shop)] as const, ["phones ring", at(demo.ports.phone)] as const]
			: []),
		["status page", at(port)],
		["app", at(port, "/app/")],
		...(isOpen ? [["set up", at(port, `/app/setup#t=${settings.SETUP_TOKEN}`)] as const] : []),
		["admin token", `ADMIN_TOKEN in ${shown(settingsPath(state))}`],
		["log", shown(join(state, "tocsin.log"))],
	] as const;
	for (const [what, where] of lines) console.log(`  ${what.padEnd(12)} ${where}`);
	console.log(`ready http://127.0.0.1:${port}`);
}

/** Until a user has a passkey. When nobody can say, the link is printed: without it nobody might get in. */
async function isSetUpOpen(port: number): Promise<boolean> {
	try {
		const { text } = await ask(`http://127.0.0.1:${port}/api/v1/setup`, SET_UP_TIMEOUT_MS);
		const { open } = JSON.parse(text) as { open?: boolean };
		return open !== false;
	} catch {
		return true;
	}
}

function shown(path: string): string {
	const short = relative(process.cwd(), path);
	return short.startsWith("..") ? path : short;
}

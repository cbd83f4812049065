/** Starts the sample shop and the demo phone beside the instance, and keeps them up. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Filling } from "./demo-filling.ts";
import { insistOnFree, portIsFree } from "./ports.ts";
import { RECORDED, recordOf } from "./processes.ts";
import { ROOT } from "./root.ts";

type Part = "shop" | "phone";
type Ports = Record<Part, number>;

const AGAIN_MS = 1_000;

export interface DemoWorld {
	/** The only destinations that the launcher opens by itself. */
	egress: string;
	ports: Ports;
	filling: Filling;
	stop(): Promise<void>;
}

export interface DemoOptions {
	state: string;
	port: number;
	adminToken: string;
}

export async function startDemoWorld(options: DemoOptions): Promise<DemoWorld> {
	const ports = await portsOf(options);
	for (const [part, port] of Object.entries(ports)) await insistOnFree(port, `The demo ${part} needs it.`);
	const tokenFile = join(options.state, "admin-token");
	writeFileSync(tokenFile, options.adminToken, { mode: 0o600 });
	const tocsin = ["--tocsin", `http://127.0.0.1:${options.port}`, "--admin-token-file", tokenFile];
	const status = ["--status", `http://localhost:${options.port}/`];
	const shop = keepUp("shop", ports.shop, options.state, [
		"--phones",
		`http://localhost:${ports.phone}/`,
		...status,
	]);
	const phone = keepUp("phone", ports.phone, options.state, [
		...tocsin,
		...["--shop", `http://localhost:${ports.shop}/`],
		...status,
	]);
	const origins = [`--shop`, `http://127.0.0.1:${ports.shop}`, "--phone", `http://127.0.0.1:${ports.phone}`];
	return {
		egress: `127.0.0.1:${ports.shop},127.0.0.1:${ports.phone}`,
		ports,
		filling: {
			mark: join(options.state, "demo-seeded"),
			args: [...tocsin, ...origins, "--shop-state", join(options.state, "shop")],
		},
		stop: async () => void (await Promise.all([shop.stop(), phone.stop()])),
	};
}

/** The monitors of the demo world know the shop by its port, so the ports stay as they were first chosen. */
async function portsOf(options: DemoOptions): Promise<Ports> {
	const path = join(options.state, "demo-ports.json");
	if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"));
	const shop = await nextFree(options.port + 1);
	const ports = { shop, phone: await nextFree(shop + 1) };
	writeFileSync(path, JSON.stringify(ports));
	return ports;
}

async function nextFree(port: number): Promise<number> {
	for (let candidate = port; candidate < 65_536; candidate++)
		if (await portIsFree(candidate)) return candidate;
	throw new Error(`no free port above ${port}`);
}

function keepUp(part: Part, port: number, state: string, more: string[]) {
	const folder = join(state, part);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	let wanted = true;
	let child: ChildProcess;
	const running = (async () => {
		while (wanted) {
			child = spawn(
				RECORDED,
				[join(ROOT, `scripts/demo/${part}.ts`), "--port", String(port), "--state", folder, ...more],
				{
					env: { ...process.env, TOCSIN_EXEC: process.execPath, TOCSIN_RECORD: recordOf(state, part) },
					stdio: ["ignore", "ignore", "inherit"],
				},
			);
			await new Promise((over) => child.once("exit", over).once("error", over));
			if (wanted) await sleep(AGAIN_MS);
		}
	})();
	return {
		async stop() {
			wanted = false;
			child.kill("SIGTERM");
			await Promise.race([running, sleep(AGAIN_MS).then(() => child.kill("SIGKILL"))]);
		},
	};
}

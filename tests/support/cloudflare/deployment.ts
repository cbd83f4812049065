/** `npm run deploy` as a person runs it, against the double: its own home, its own temporary folder, nothing inherited. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../scripts/root.ts";
import type { CloudflareDouble } from "./double.ts";

export interface Deployed {
	code: number;
	output: string;
	/** The secrets that this run showed, by name. */
	shown: Record<string, string>;
}

export interface Deployer {
	run(environment?: Record<string, string>, ...args: string[]): Promise<Deployed>;
	/** Files of all runs, outside the repository and among its results, that hold one of these texts. */
	filesWith(texts: string[]): string[];
	remove(): void;
}

export function startDeployer(double: CloudflareDouble): Deployer {
	const folder = mkdtempSync(join(tmpdir(), "tocsin-deployer-"));
	for (const name of ["home", "tmp"]) mkdirSync(join(folder, name));
	const fixed = {
		PATH: process.env.PATH ?? "",
		HOME: join(folder, "home"),
		TMPDIR: join(folder, "tmp"),
		// As scripts/run.mjs sets it: a third of wrangler's start is compiling itself.
		NODE_COMPILE_CACHE: join(ROOT, "node_modules/.cache/tocsin/compiled"),
		CLOUDFLARE_API_BASE_URL: double.baseUrl,
		CLOUDFLARE_API_TOKEN: double.account.token,
	};
	return {
		run: (environment = {}, ...args) => deployOnce({ ...fixed, ...environment }, args),
		filesWith: (texts) => {
			const dist = join(ROOT, "dist");
			const written = [folder, ...readdirSync(dist).flatMap((name) => ofDeploy(dist, name))];
			return written.flatMap(filesUnder).filter((path) => {
				const content = readFileSync(path, "utf8");
				return texts.some((text) => content.includes(text));
			});
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

const ofDeploy = (dist: string, name: string) => (name.startsWith("deploy-") ? [join(dist, name)] : []);

function filesUnder(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}

async function deployOnce(env: Record<string, string>, args: string[]): Promise<Deployed> {
	const script = join(ROOT, "scripts/deploy.ts");
	const child = spawn(process.execPath, [script, ...args], {
		cwd: ROOT,
		env,
		stdio: ["ignore", "pipe", "pipe"],
	});
	let output = "";
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding("utf8").on("data", (text: string) => {
			output += text;
		});
	const code = await new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? 1)));
	const lines = output.matchAll(/^ {2}([A-Z_]+)=([\w-]+)$/gm);
	return { code, output, shown: Object.fromEntries([...lines].map(([, name, value]) => [name, value])) };
}

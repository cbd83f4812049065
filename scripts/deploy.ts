/** `npm run deploy`: everything that a deployment needs, made where it is missing. `-- --dry-run` only builds. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { buildApp } from "./build.ts";
import { deploy } from "./deploy/flow.ts";
import { readRotations } from "./deploy/secrets.ts";
import { runWrangler } from "./deploy/wrangler.ts";
import { ROOT } from "./root.ts";
import { GIVEN, MADE, type Settings } from "./settings.ts";
import { settled } from "./settled.ts";
import { UserError } from "./user-error.ts";

try {
	await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	console.error(`\ntocsin: ${error.message}\n`);
	process.exitCode = 1;
}

async function main(args: string[]): Promise<void> {
	// Refused before anything is built or changed.
	const given = settled(ofEnvironment(process.env));
	const rotate = readRotations(args);
	mkdirSync(join(ROOT, "dist/client"), { recursive: true });
	await buildApp();
	if (!args.includes("--dry-run")) return deploy(given, rotate);
	const { status } = await runWrangler(["deploy", "--dry-run", "--outdir", "dist/worker"], {});
	if (status !== 0) throw new UserError("The Worker could not be built.");
}

function ofEnvironment(environment: NodeJS.ProcessEnv): Partial<Settings> {
	const names = [...MADE, ...GIVEN].filter((name) => environment[name] && name !== "NODE_EXTRA_CA_CERTS");
	return Object.fromEntries(names.map((name) => [name, environment[name]]));
}

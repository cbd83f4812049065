/** `npm run deploy`: database and migrations first, then the Worker with the secrets and the address that it lacks. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp, QUIET } from "./build.ts";
import { chooseAddress, workersDevAddress } from "./deployed-url.ts";
import { ROOT } from "./root.ts";
import { GIVEN, MADE, type Settings } from "./settings.ts";
import { settled } from "./settled.ts";
import { UserError } from "./user-error.ts";

const DATABASE = "tocsin";

try {
	await main(process.argv.includes("--dry-run"));
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	console.error(`\ntocsin: ${error.message}\n`);
	process.exit(1);
}

async function main(isDry: boolean): Promise<void> {
	// Refused before anything is built or changed.
	const given = settled(ofEnvironment(process.env));
	mkdirSync(join(ROOT, "dist/client"), { recursive: true });
	await buildApp();
	if (isDry) return insist(["deploy", "--dry-run", "--outdir", "dist/worker"]);
	const there = existing(["secret", "list", "--format", "json"]);
	const address = await chooseAddress(given.PUBLIC_URL, there.includes("PUBLIC_URL"));
	if (!existing(["d1", "list", "--json"]).includes(DATABASE)) insist(["d1", "create", DATABASE]);
	insist(["d1", "migrations", "apply", "DB", "--remote"]);
	const secrets = missingSecrets(given, there);
	inFolder((folder) => {
		const deployed = deployWith(folder, { ...secrets, ...(address && { PUBLIC_URL: address }) });
		if (address === null && !there.includes("PUBLIC_URL")) keepAddress(folder, deployed);
	});
	showOnce(secrets);
}

function ofEnvironment(environment: NodeJS.ProcessEnv): Partial<Settings> {
	const names = [...MADE, ...GIVEN].filter((name) => environment[name] && name !== "NODE_EXTRA_CA_CERTS");
	return Object.fromEntries(names.map((name) => [name, environment[name]]));
}

function missingSecrets(given: Partial<Settings>, there: string[]): Record<string, string> {
	const made = MADE.filter((name) => !there.includes(name));
	const fresh = made.map((name) => [name, given[name] ?? randomBytes(32).toString("base64url")]);
	const set = GIVEN.filter((name) => given[name] !== undefined && name !== "PUBLIC_URL");
	return Object.fromEntries([...fresh, ...set.map((name) => [name, given[name]])]);
}

/** Answers the account's own address of what was deployed. */
function deployWith(folder: string, secrets: Record<string, string>): string | null {
	const told = join(folder, "deployed.json");
	const file = secretsFile(folder, secrets);
	const more = Object.keys(secrets).length > 0 ? ["--secrets-file", file] : [];
	insist(["deploy", ...more], { WRANGLER_OUTPUT_FILE_PATH: told });
	return existsSync(told) ? workersDevAddress(readFileSync(told, "utf8")) : null;
}

function keepAddress(folder: string, address: string | null): void {
	if (address === null)
		throw new UserError(
			"The Worker runs, but has no workers.dev address. Deploy again with PUBLIC_URL=https://… before you use it.",
		);
	insist(["secret", "bulk", secretsFile(folder, { PUBLIC_URL: address })]);
}

function secretsFile(folder: string, secrets: Record<string, string>): string {
	const file = join(folder, "secrets.json");
	writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
	return file;
}

function inFolder(run: (folder: string) => void): void {
	const folder = mkdtempSync(join(tmpdir(), "tocsin-deploy-"));
	try {
		run(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Made ones are shown once, here: nobody can read a secret back from the platform. */
function showOnce(secrets: Record<string, string>): void {
	if (secrets.ADMIN_TOKEN) console.log(`ADMIN_TOKEN (shown only now): ${secrets.ADMIN_TOKEN}`);
	if (secrets.SETUP_TOKEN)
		console.log(`Set up at the address above, path /app/setup#t=${secrets.SETUP_TOKEN}`);
}

/** Names in a listing. A Worker that is not there yet has none; any other failure ends here, lest MASTER_KEY be made anew. */
function existing(args: string[]): string[] {
	const { status, stdout, stderr } = wrangler(args, "pipe");
	if (status === 0) return (JSON.parse(stdout) as { name: string }[]).map((row) => row.name);
	const output = `${stdout}${stderr}`;
	if (/\b10007\b|Worker "[^"]*".* not found/.test(output)) return [];
	throw new UserError(output);
}

function insist(args: string[], more: Record<string, string> = {}): void {
	const { status } = wrangler(args, "inherit", more);
	if (status !== 0) process.exit(status ?? 1);
}

function wrangler(args: string[], output: "pipe" | "inherit", more: Record<string, string> = {}) {
	return spawnSync(process.execPath, [join(ROOT, "node_modules/wrangler/bin/wrangler.js"), ...args], {
		cwd: ROOT,
		encoding: "utf8",
		env: { ...process.env, ...QUIET, CI: "true", ...more },
		stdio: ["ignore", output, output],
	});
}

/** `npm run deploy`: database and migrations first, then the Worker with the secrets that it lacks. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp, QUIET } from "./build.ts";
import { ROOT } from "./root.ts";
import { GIVEN, MADE } from "./settings.ts";

const DATABASE = "tocsin";

mkdirSync(join(ROOT, "dist/client"), { recursive: true });
await buildApp();
if (process.argv.includes("--dry-run")) {
	insist(["deploy", "--dry-run", "--outdir", "dist/worker"]);
} else {
	if (!existing(["d1", "list", "--json"]).includes(DATABASE)) insist(["d1", "create", DATABASE]);
	insist(["d1", "migrations", "apply", "DB", "--remote"]);
	deployWith(missingSecrets());
}

/** Made ones are shown once, here: nobody can read a secret back from the platform. */
function missingSecrets(): Record<string, string> {
	const there = existing(["secret", "list", "--format", "json"]);
	const made = MADE.filter((name) => !there.includes(name));
	const fresh = made.map((name) => [name, process.env[name] || randomBytes(32).toString("base64url")]);
	const given = GIVEN.filter((name) => process.env[name] && name !== "NODE_EXTRA_CA_CERTS");
	return Object.fromEntries([...fresh, ...given.map((name) => [name, process.env[name]])]);
}

function deployWith(secrets: Record<string, string>): void {
	const folder = mkdtempSync(join(tmpdir(), "tocsin-deploy-"));
	const file = join(folder, "secrets.json");
	writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
	try {
		insist(["deploy", ...(Object.keys(secrets).length > 0 ? ["--secrets-file", file] : [])]);
	} finally {
		rmSync(folder, { recursive: true });
	}
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
	console.error(output);
	process.exit(1);
}

function insist(args: string[]): void {
	const { status } = wrangler(args, "inherit");
	if (status !== 0) process.exit(status ?? 1);
}

function wrangler(args: string[], output: "pipe" | "inherit") {
	return spawnSync(process.execPath, [join(ROOT, "node_modules/wrangler/bin/wrangler.js"), ...args], {
		cwd: ROOT,
		encoding: "utf8",
		env: { ...process.env, ...QUIET, CI: "true" },
		stdio: ["ignore", output, output],
	});
}

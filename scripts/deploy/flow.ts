/**
 * A deployment, in steps that each find what an earlier run has done. Whatever fails, the next run goes on from there.
 * Secrets are made and shown before the first change, since nobody can read them back from the platform.
 */

import type { Settings } from "../settings.ts";
import { UserError } from "../user-error.ts";
import {
	attachHost,
	type Binding,
	ensureDatabase,
	ensureNamespace,
	readBindings,
	workersDevName,
} from "./account.ts";
import { type Address, chooseAddress } from "./address.ts";
import { type Cloudflare, connect } from "./cloudflare.ts";
import { type Config, readConfig, type Settled, settledConfig, withConfigFile } from "./config.ts";
import { explain } from "./explain.ts";
import { type MadeName, planSecrets, type SecretsPlan } from "./secrets.ts";
import { runWrangler } from "./wrangler.ts";

export async function deploy(given: Partial<Settings>, rotate: readonly MadeName[]): Promise<void> {
	const config = readConfig(process.env);
	const cloudflare = await connect(process.env, config.account_id);
	const bindings = await readBindings(cloudflare, config.name);
	const binding = (name: string) => bindings.find((one) => one.name === name);
	const own = await workersDevName(cloudflare);
	const kept = binding("PUBLIC_URL");
	const address = await chooseAddress({
		setting: given.PUBLIC_URL,
		kept: kept?.text ?? null,
		isKeptSecret: kept?.type === "secret_text",
		ownHost: own && `${config.name}.${own}.workers.dev`,
		accountId: cloudflare.accountId,
	});
	if (kept?.text && address.publicUrl !== kept.text) console.log(moved(kept.text));
	const there = bindings.filter(({ type }) => type === "secret_text").map(({ name }) => name);
	const secrets = planSecrets(given, there, rotate);
	show(secrets, address);

	const settled = { ...(await ensureResources(cloudflare, config, binding)), publicUrl: address.publicUrl };
	const written = settledConfig(config, { ...settled, workersDev: address.host === null });
	const [{ binding: database }] = config.d1_databases;
	await withConfigFile(written, (path) => upload(path, cloudflare, database, secrets.send));
	if (address.host !== null) await attachHost(cloudflare, config.name, address.host);
	console.log(`\nDeployed: ${address.publicUrl ?? "the address is as before"}`);
}

/** The ids as wrangler.toml has them, else as the Worker is bound, else by name, else of what is made. */
async function ensureResources(
	cloudflare: Cloudflare,
	config: Config,
	bound: (name: string) => Binding | undefined,
): Promise<Pick<Settled, "databaseId" | "namespaceId">> {
	const [database] = config.d1_databases;
	const [namespace] = config.kv_namespaces;
	const known = bound(database.binding);
	const databaseId = database.database_id ?? known?.id ?? known?.database_id;
	const namespaceId = namespace.id ?? bound(namespace.binding)?.namespace_id;
	const title = titleOf(config.name, namespace.binding);
	return {
		databaseId: databaseId ?? (await ensureDatabase(cloudflare, database.database_name)),
		namespaceId: namespaceId ?? (await ensureNamespace(cloudflare, title)),
	};
}

/** As wrangler names what it makes by itself, so that either finds what the other has made. */
function titleOf(worker: string, binding: string): string {
	return `${worker}-${binding.toLowerCase().replaceAll("_", "-")}`;
}

/** The tables first: the new code may need them, and the old code does not mind them. */
async function upload(
	config: string,
	{ accountId }: Cloudflare,
	database: string,
	secrets: Record<string, string>,
): Promise<void> {
	const more = { CLOUDFLARE_ACCOUNT_ID: accountId };
	await step("The migrations", ["d1", "migrations", "apply", database, "--remote", "--config", config], more);
	const isAny = Object.keys(secrets).length > 0;
	const args = ["deploy", "--config", config, ...(isAny ? ["--secrets-file", "/dev/stdin"] : [])];
	await step("The upload", args, more, secrets);
}

async function step(
	what: string,
	args: string[],
	environment: Record<string, string>,
	secrets?: Record<string, string>,
): Promise<void> {
	const { status, said } = await runWrangler(args, environment, secrets);
	if (status !== 0) throw new UserError(`${what} did not succeed. ${explain(said)}`);
}

function show({ send, made, notes }: SecretsPlan, { publicUrl }: Address): void {
	for (const note of notes) console.log(note);
	if (made.length === 0) return;
	console.log(
		"\nKeep these now. Cloudflare never shows them again, and a later deployment keeps what is there:",
	);
	for (const name of made) console.log(`  ${name}=${send[name]}`);
	if (made.includes("SETUP_TOKEN"))
		console.log(`  Set-up link: ${publicUrl ?? ""}/app/setup#t=${send.SETUP_TOKEN}`);
	console.log("If this run fails and the next one shows others, the newest are right.\n");
}

function moved(before: string): string {
	return `The address was ${before} so far. Passkeys made there do not work at another host: whoever has no session needs a new invitation.`;
}

/** The part of the double that takes Workers: uploads, versions, secrets, triggers. */
import { randomUUID } from "node:crypto";
import { type Account, type Binding, Refused, type Script } from "./account.ts";

interface Metadata {
	bindings?: Binding[];
	keep_bindings?: string[];
	migrations?: { old_tag?: string; new_tag?: string };
	observability?: unknown;
	assets?: { jwt?: string };
}

export function scriptOf(account: Account, name: string): Script {
	const script = account.scripts.get(name);
	if (!script) throw new Refused(404, 10007, "This Worker does not exist on your account.");
	return script;
}

/** Takes an upload as the platform does: what it binds must exist, and kept kinds of bindings stay when they are absent. */
export async function takeUpload(account: Account, name: string, body: Response): Promise<Script> {
	const form = await body.formData();
	const metadata = JSON.parse(String(form.get("metadata"))) as Metadata;
	const before = account.scripts.get(name);
	const given = metadata.bindings ?? [];
	for (const binding of given) check(account, binding);
	const kept = (before?.bindings ?? []).filter(
		(old) =>
			metadata.keep_bindings?.includes(old.type) && !given.some((binding) => binding.name === old.name),
	);
	const { migrations } = metadata;
	if (migrations?.old_tag !== undefined && migrations.old_tag !== before?.migrationTag)
		throw new Refused(412, 10079, "The old migration tag does not match");
	const script: Script = {
		tag: before?.tag ?? randomUUID().replaceAll("-", ""),
		versionId: randomUUID(),
		bindings: [...given, ...kept],
		migrationTag: migrations?.new_tag ?? before?.migrationTag,
		observability: metadata.observability ?? before?.observability,
		assets: metadata.assets?.jwt !== undefined,
		uploads: (before?.uploads ?? 0) + 1,
		workersDev: before?.workersDev ?? false,
		previews: before?.previews ?? false,
		crons: before?.crons ?? [],
	};
	account.scripts.set(name, script);
	return script;
}

function check(account: Account, binding: Binding): void {
	if (binding.type === "d1" && !account.databases.has(binding.id ?? ""))
		throw new Refused(400, 10021, `binding ${binding.name} of type d1 must have a valid \`id\` specified`);
	if (binding.type === "kv_namespace" && !account.namespaces.has(binding.namespace_id ?? ""))
		throw new Refused(400, 10041, `KV namespace '${binding.namespace_id}' not found.`);
}

/** The bindings as the API shows them: a secret is a name. */
export function shownBindings({ bindings }: Script): Binding[] {
	return bindings.map(({ text, ...rest }) =>
		rest.type === "secret_text" || text === undefined ? rest : { ...rest, text },
	);
}

export function setCrons(account: Account, script: Script, crons: string[]): void {
	if (crons.length > account.cronsLeft)
		throw new Refused(400, 10072, "You have exceeded the limit of cron triggers on your account.");
	script.crons = crons;
}

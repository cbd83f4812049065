/** What the account has of a deployment, and what is made of it when it is missing. Each step finds its own work done. */
import { UserError } from "../user-error.ts";
import { type Cloudflare, Refusal } from "./cloudflare.ts";

const NOT_FOUND: readonly number[] = [10007, 10090];
const PAGE = 100;

/** A binding of the Worker, as the platform answers it: a secret has no text. */
export interface Binding {
	name: string;
	type: string;
	text?: string;
	namespace_id?: string;
	id?: string;
	database_id?: string;
}

/** The bindings of the Worker; none when it is not there yet. Any other failure throws, lest a secret be made anew. */
export async function readBindings(cloudflare: Cloudflare, worker: string): Promise<Binding[]> {
	const path = `/workers/scripts/${worker}/settings`;
	const settings = await ifThere(cloudflare.call<{ bindings?: Binding[] }>("GET", path));
	return settings?.bindings ?? [];
}

/** The first label of `NAME.workers.dev`; null for an account that never chose one. */
export async function workersDevName(cloudflare: Cloudflare): Promise<string | null> {
	const found = await ifThere(cloudflare.call<{ subdomain?: string }>("GET", "/workers/subdomain"));
	return found?.subdomain || null;
}

/** The id of the database of this name, which is created when there is none. */
export async function ensureDatabase(cloudflare: Cloudflare, name: string): Promise<string> {
	const query = new URLSearchParams({ name, per_page: String(PAGE) });
	const found = await cloudflare.call<{ name: string; uuid: string }[]>("GET", `/d1/database?${query}`);
	const known = found.find((one) => one.name === name);
	return (known ?? (await cloudflare.call<{ uuid: string }>("POST", "/d1/database", { name }))).uuid;
}

/** The id of the KV namespace of this title, which is created when there is none. */
export async function ensureNamespace(cloudflare: Cloudflare, title: string): Promise<string> {
	for (let page = 1; ; page += 1) {
		const query = new URLSearchParams({ page: String(page), per_page: String(PAGE) });
		const path = `/storage/kv/namespaces?${query}`;
		const found = await cloudflare.call<{ id: string; title: string }[]>("GET", path);
		const known = found.find((one) => one.title === title);
		if (known) return known.id;
		if (found.length < PAGE) break;
	}
	return (await cloudflare.call<{ id: string }>("POST", "/storage/kv/namespaces", { title })).id;
}

/** Routes a host of a domain on this account to the Worker. A host that serves something else is never taken over. */
export async function attachHost(cloudflare: Cloudflare, worker: string, hostname: string): Promise<void> {
	try {
		await cloudflare.call("PUT", "/workers/domains", { hostname, service: worker });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		throw new UserError(
			`The Worker runs, but ${hostname} does not lead to it yet. ${error.message}\nThe domain of ${hostname} must be on this Cloudflare account, and the host must have no DNS record and no other Worker: remove those first. Then run the same command again.`,
		);
	}
}

/** The answer, or null when what was asked for is not there. */
async function ifThere<Result>(answer: Promise<Result>): Promise<Result | null> {
	try {
		return await answer;
	} catch (error) {
		if (error instanceof Refusal && NOT_FOUND.includes(error.code)) return null;
		throw error;
	}
}

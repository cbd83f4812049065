/** What a Cloudflare account holds, as far as a deployment of Tocsin touches it. The databases are real SQLite. */
import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";

export interface Binding {
	name: string;
	type: string;
	text?: string;
	namespace_id?: string;
	id?: string;
}

export interface Script {
	tag: string;
	versionId: string;
	bindings: Binding[];
	migrationTag: string | undefined;
	observability: unknown;
	assets: boolean;
	uploads: number;
	workersDev: boolean;
	previews: boolean;
	crons: string[];
}

export interface Domain {
	id: string;
	hostname: string;
	service: string;
}

export interface Account {
	id: string;
	token: string;
	/** NAME.workers.dev; null: never chosen. */
	workersDev: string | null;
	/** How many cron triggers the plan has left for this Worker. */
	cronsLeft: number;
	/** Domains whose hosts may be attached. */
	zones: string[];
	/** Hosts that have a DNS record already. */
	dnsRecords: string[];
	scripts: Map<string, Script>;
	databases: Map<string, { name: string; db: DatabaseSync }>;
	namespaces: Map<string, string>;
	domains: Domain[];
	/** Hashes of asset files that were uploaded. */
	files: Set<string>;
}

export function newAccount(): Account {
	return {
		id: randomUUID().replaceAll("-", ""),
		token: randomUUID(),
		workersDev: "shop",
		cronsLeft: 5,
		zones: ["shop.example"],
		dnsRecords: [],
		scripts: new Map(),
		databases: new Map(),
		namespaces: new Map(),
		domains: [],
		files: new Set(),
	};
}

/** What a call is answered with when it is not done: status, Cloudflare's number, its sentence. */
export class Refused extends Error {
	readonly status: number;
	readonly code: number;

	constructor(status: number, code: number, message: string) {
		super(message);
		this.status = status;
		this.code = code;
	}
}

/** The secret's text, which no answer of the API shows: only a test may look. */
export function secretOf(account: Account, name: string, script = "tocsin"): string | undefined {
	return account.scripts.get(script)?.bindings.find((one) => one.name === name)?.text;
}

export function createDatabase(account: Account, name: string): { uuid: string; name: string } {
	if ([...account.databases.values()].some((one) => one.name === name))
		throw new Refused(400, 7502, `A database with the name '${name}' already exists`);
	const uuid = randomUUID();
	account.databases.set(uuid, { name, db: new DatabaseSync(":memory:") });
	return { uuid, name };
}

export function createNamespace(account: Account, title: string): { id: string; title: string } {
	if ([...account.namespaces.values()].includes(title))
		throw new Refused(
			400,
			10014,
			"create namespace: a namespace with this account ID and title already exists",
		);
	const id = randomUUID().replaceAll("-", "");
	account.namespaces.set(id, title);
	return { id, title };
}

/** One call of D1's query API: several statements, or one with its values. */
export function queryDatabase(account: Account, id: string, sql: string, params: unknown[] = []): unknown[] {
	const { db } = databaseOf(account, id);
	if (params.length === 0 && !/^\s*(select|pragma|with)\b/i.test(sql)) {
		// All of it or nothing, as D1 does with several statements of one call.
		db.exec("BEGIN");
		try {
			db.exec(sql);
			db.exec("COMMIT");
		} catch (error) {
			db.exec("ROLLBACK");
			throw new Refused(400, 7500, String(error));
		}
		return [{ results: [], success: true, meta: { duration: 0.1, changes: 0 } }];
	}
	const results = db.prepare(sql).all(...(params as string[]));
	return [{ results, success: true, meta: { duration: 0.1, changes: 0 } }];
}

/** By id or by name, as the API takes both. */
export function databaseOf(
	account: Account,
	idOrName: string,
): { uuid: string; name: string; db: DatabaseSync } {
	for (const [uuid, one] of account.databases)
		if (uuid === idOrName || one.name === idOrName) return { uuid, ...one };
	throw new Refused(404, 7404, `The database ${idOrName} could not be found`);
}

export function attachDomain(account: Account, hostname: string, service: string): Domain {
	if (!account.zones.some((zone) => hostname === zone || hostname.endsWith(`.${zone}`)))
		throw new Refused(400, 100114, "Could not find zone for the given hostname");
	const known = account.domains.find((one) => one.hostname === hostname);
	if (known?.service === service) return known;
	if (known) throw new Refused(409, 100116, "Hostname is already attached to another Worker");
	if (account.dnsRecords.includes(hostname))
		throw new Refused(409, 100117, "Hostname already has externally managed DNS records");
	if (!account.scripts.has(service))
		throw new Refused(404, 10007, "This Worker does not exist on your account.");
	const domain = { id: randomUUID(), hostname, service };
	account.domains.push(domain);
	return domain;
}

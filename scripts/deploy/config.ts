/** wrangler.toml, and the copy of it that one deployment uses: with the ids and the address that only the account knows. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { ROOT } from "../root.ts";
import { UserError } from "../user-error.ts";

/** What is read of wrangler.toml here; the rest is passed on as it is. */
export interface Config {
	name: string;
	main: string;
	account_id?: string;
	assets: { directory: string };
	d1_databases: [{ binding: string; database_name: string; database_id?: string; migrations_dir: string }];
	kv_namespaces: [{ binding: string; id?: string }];
	vars?: Record<string, string>;
}

/** What wrangler.toml says. A build service may give the Worker another name (`WRANGLER_CI_OVERRIDE_NAME`). */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
	const config = readRawConfig({ config: join(ROOT, "wrangler.toml") }).rawConfig as unknown as Config;
	if (config.d1_databases?.length !== 1 || config.kv_namespaces?.length !== 1)
		throw new UserError("wrangler.toml must name one D1 database and one KV namespace.");
	return { ...config, name: environment.WRANGLER_CI_OVERRIDE_NAME || config.name };
}

/** What a deployment adds to wrangler.toml. */
export interface Settled {
	databaseId: string;
	namespaceId: string;
	/** Null: the Worker keeps an address that this deployment cannot read. */
	publicUrl: string | null;
	/** Whether it answers at the account's workers.dev name too. */
	workersDev: boolean;
}

/** The same configuration with all of that, seen from a folder two levels down. */
export function settledConfig(config: Config, settled: Settled): Record<string, unknown> {
	const up = (path: string) => join("../..", path);
	const [database] = config.d1_databases;
	const [namespace] = config.kv_namespaces;
	return {
		...config,
		main: up(config.main),
		assets: { ...config.assets, directory: up(config.assets.directory) },
		d1_databases: [
			{ ...database, database_id: settled.databaseId, migrations_dir: up(database.migrations_dir) },
		],
		kv_namespaces: [{ ...namespace, id: settled.namespaceId }],
		workers_dev: settled.workersDev,
		vars: {
			...config.vars,
			ON_CLOUDFLARE: "true",
			...(settled.publicUrl !== null && { PUBLIC_URL: settled.publicUrl }),
		},
	};
}

/** Runs `use` with the path of a written configuration, which is gone afterwards. It holds nothing secret. */
export async function withConfigFile<Result>(
	config: Record<string, unknown>,
	use: (path: string) => Promise<Result>,
): Promise<Result> {
	const folder = join(ROOT, `dist/deploy-${process.pid}`);
	mkdirSync(folder, { recursive: true });
	try {
		const path = join(folder, "wrangler.json");
		writeFileSync(path, JSON.stringify(config, null, "\t"));
		return await use(path);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

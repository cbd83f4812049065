/** The calls that the double answers, with the shapes of wrangler's own reading of them. */
import { randomUUID } from "node:crypto";
import {
	type Account,
	attachDomain,
	createDatabase,
	createNamespace,
	databaseOf,
	queryDatabase,
	Refused,
} from "./account.ts";
import { scriptOf, setCrons, shownBindings, takeUpload } from "./scripts.ts";

export interface Call {
	account: Account;
	method: string;
	query: URLSearchParams;
	/** What the path's pattern caught. */
	parts: string[];
	json: <Body>() => Body;
	body: () => Response;
}

type Route = [method: string, path: RegExp, answer: (call: Call) => unknown];

const SCRIPT = "/workers/scripts/([^/]+)";

export const ROUTES: Route[] = [
	["GET", /^\/accounts$/, ({ account }) => [{ id: account.id, name: "Shop" }]],
	[
		"GET",
		/^\/workers\/subdomain$/,
		({ account }) => {
			if (account.workersDev === null)
				throw new Refused(404, 10007, "There is no subdomain for this account.");
			return { subdomain: account.workersDev };
		},
	],
	[
		"GET",
		/^\/d1\/database$/,
		({ account, query }) => {
			const all = [...account.databases].map(([uuid, { name }]) => ({ uuid, name }));
			return all.filter(({ name }) => name.includes(query.get("name") ?? ""));
		},
	],
	["POST", /^\/d1\/database$/, ({ account, json }) => createDatabase(account, json<{ name: string }>().name)],
	[
		"GET",
		/^\/d1\/database\/([^/]+)$/,
		({ account, parts: [id = ""] }) => {
			const { uuid, name } = databaseOf(account, id);
			return { uuid, name, version: "production" };
		},
	],
	[
		"POST",
		/^\/d1\/database\/([^/]+)\/query$/,
		({ account, parts: [id = ""], json }) => {
			const { sql, params } = json<{ sql: string; params?: unknown[] }>();
			return queryDatabase(account, id, sql, params);
		},
	],
	[
		"GET",
		/^\/storage\/kv\/namespaces$/,
		({ account, query }) => {
			const [page, size] = [Number(query.get("page") ?? 1), Number(query.get("per_page") ?? 20)];
			const all = [...account.namespaces].map(([id, title]) => ({ id, title }));
			return all.slice((page - 1) * size, page * size);
		},
	],
	[
		"POST",
		/^\/storage\/kv\/namespaces$/,
		({ account, json }) => createNamespace(account, json<{ title: string }>().title),
	],
	[
		"PUT",
		/^\/workers\/domains$/,
		({ account, json }) => {
			const { hostname, service } = json<{ hostname: string; service: string }>();
			return attachDomain(account, hostname, service);
		},
	],
	[
		"GET",
		new RegExp(`^${SCRIPT}/settings$`),
		({ account, parts: [name = ""] }) => ({
			bindings: shownBindings(scriptOf(account, name)),
		}),
	],
	[
		"GET",
		new RegExp(`^${SCRIPT}/secrets$`),
		({ account, parts: [name = ""] }) =>
			shownBindings(scriptOf(account, name)).filter(({ type }) => type === "secret_text"),
	],
	[
		"GET",
		/^\/workers\/services\/([^/]+)$/,
		({ account, parts: [name = ""] }) => {
			const { tag, migrationTag } = scriptOf(account, name);
			const script = { tag, tags: null, migration_tag: migrationTag, last_deployed_from: "wrangler" };
			return { default_environment: { environment: "production", script } };
		},
	],
	[
		"GET",
		/^\/workers\/scripts$/,
		({ account }) =>
			[...account.scripts].map(([id, { migrationTag }]) => ({ id, migration_tag: migrationTag })),
	],
	[
		"GET",
		new RegExp(`^${SCRIPT}/deployments$`),
		({ account, parts: [name = ""] }) => {
			const { versionId } = scriptOf(account, name);
			const versions = [{ version_id: versionId, percentage: 100 }];
			return { deployments: [{ id: randomUUID(), source: "wrangler", strategy: "percentage", versions }] };
		},
	],
	[
		"POST",
		new RegExp(`^${SCRIPT}/assets-upload-session$`),
		({ account, json }) => {
			const { manifest } = json<{ manifest: Record<string, { hash: string }> }>();
			const missing = Object.values(manifest)
				.map(({ hash }) => hash)
				.filter((hash) => !account.files.has(hash));
			return { jwt: jwt(), buckets: missing.length > 0 ? [[...new Set(missing)]] : [] };
		},
	],
	[
		"POST",
		/^\/workers\/assets\/upload$/,
		async ({ account, body }) => {
			for (const [hash] of await body().formData()) account.files.add(hash);
			return { jwt: jwt() };
		},
	],
	[
		"PUT",
		new RegExp(`^${SCRIPT}$`),
		async ({ account, parts: [name = ""], body }) => {
			const { tag, versionId } = await takeUpload(account, name, body());
			return { id: name, tag, etag: "e", deployment_id: versionId, startup_time_ms: 10 };
		},
	],
	[
		"POST",
		new RegExp(`^${SCRIPT}/versions$`),
		async ({ account, parts: [name = ""], body }) => {
			scriptOf(account, name);
			const { versionId } = await takeUpload(account, name, body());
			return { id: versionId, startup_time_ms: 10, resources: { script: { etag: "e" } }, metadata: {} };
		},
	],
	[
		"POST",
		new RegExp(`^${SCRIPT}/deployments$`),
		({ account, parts: [name = ""] }) => {
			scriptOf(account, name);
			return { id: randomUUID() };
		},
	],
	[
		"PATCH",
		new RegExp(`^${SCRIPT}/script-settings$`),
		({ account, parts: [name = ""], json }) => {
			const { observability } = json<{ observability?: unknown }>();
			if (observability !== undefined) scriptOf(account, name).observability = observability;
			return {};
		},
	],
	[
		"GET",
		/^\/workers\/workers\/([^/]+)$/,
		({ account, parts: [name = ""] }) => {
			const { workersDev, previews, tag } = scriptOf(account, name);
			return { id: tag, name, subdomain: { enabled: workersDev, previews_enabled: previews } };
		},
	],
	[
		"POST",
		new RegExp(`^${SCRIPT}/subdomain$`),
		({ account, parts: [name = ""], json }) => {
			const { enabled, previews_enabled } = json<{ enabled: boolean; previews_enabled?: boolean }>();
			const script = scriptOf(account, name);
			script.workersDev = enabled;
			script.previews = previews_enabled ?? script.previews;
			return { enabled, previews_enabled: script.previews };
		},
	],
	[
		"PUT",
		new RegExp(`^${SCRIPT}/schedules$`),
		({ account, parts: [name = ""], json }) => {
			const crons = json<{ cron: string }[]>().map(({ cron }) => cron);
			setCrons(account, scriptOf(account, name), crons);
			return { schedules: crons.map((cron) => ({ cron })) };
		},
	],
];

/** Shaped as a token that says nothing: wrangler reads its middle. */
function jwt(): string {
	return `assets.${Buffer.from(JSON.stringify({ exp: 9_999_999_999 })).toString("base64url")}.x`;
}

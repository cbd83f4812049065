/** What is made from the calls of the API: docs/openapi.json, and docs/calls.md, who may call what. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import type { Endpoint } from "../worker/platform/contract/endpoint.ts";
import { ROOT } from "./root.ts";

interface Api {
	ENDPOINTS: readonly Endpoint[];
	openApiDocument(endpoints: readonly Endpoint[]): object;
}

/** The list of calls names what serves them, markup included, which Node cannot read as it is. */
export async function readApi(): Promise<Api> {
	const outfile = join(ROOT, `node_modules/.cache/tocsin/api-${process.pid}.mjs`);
	await build({
		stdin: {
			contents: 'export { ENDPOINTS } from "./endpoints.ts"; export { openApiDocument } from "./openapi.ts";',
			resolveDir: join(ROOT, "worker"),
		},
		bundle: true,
		packages: "external",
		platform: "node",
		format: "esm",
		jsx: "automatic",
		jsxImportSource: "hono/jsx",
		outfile,
		plugins: [WITHOUT_PLATFORM],
	});
	return import(pathToFileURL(outfile).href).finally(() => rmSync(outfile));
}

/** Nothing is served here, so what only the platform has is left out. */
const WITHOUT_PLATFORM: Plugin = {
	name: "without-platform",
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^cloudflare:/ }, ({ path }) => ({ path, namespace: "platform" }));
		onLoad({ filter: /.*/, namespace: "platform" }, () => ({ contents: "export const connect = null;" }));
	},
};

const WHO: Record<string, string> = {
	anyone: "anyone",
	page: "the token of a page",
	replay: "the token of a replay link",
	stakeholder: "the token of a stakeholder link",
};

export function callsMarkdown(endpoints: readonly Endpoint[]): string {
	const rows = endpoints.map((endpoint) => {
		const { method, path } = endpoint;
		return `| \`${method.toUpperCase()} ${path.replace("/api/v1", "")}\` | ${whoOf(endpoint)} |`;
	});
	return [
		"# Who may call what",
		"",
		"Made from the code by `npm run docs`; do not edit. Every call of `/api/v1`, and the least role that it takes. An",
		"admin may do all that a responder may, and a responder all that an observer may. The same list guards the calls (`worker/authorise.ts`).",
		"",
		"| call | who |",
		"|---|---|",
		...rows,
		"",
	].join("\n");
}

function whoOf({ role, person, own, team }: Endpoint): string {
	const least = `${WHO[role] ?? role}${team === null ? "" : " of its team"}`;
	const signedIn = person ? ", signed in as a person" : "";
	return own === null
		? `${least}${signedIn}`
		: `${least}${signedIn}: their own. An admin may call it for everybody`;
}

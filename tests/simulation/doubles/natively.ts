/**
 * Loads what the simulator runs as Node does by itself, with its doubles in place of the platform. Through vitest's own
 * loader each use of what another file exports calls a getter.
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

/** What only the platform has, or what has chance of its own. */
const DOUBLES = new Map(
	["cloudflare:workers", "cloudflare:sockets", "web-push", "ulid"].map((name) => [
		name,
		new URL(`./${name.replace(":", "-")}.ts`, import.meta.url).href,
	]),
);

registerHooks({
	resolve(specifier, context, nextResolve) {
		return nextResolve(DOUBLES.get(specifier) ?? specifier, context);
	},
	/** Node reads TypeScript, but not the elements of a page. */
	load(url, context, nextLoad) {
		if (!url.endsWith(".tsx")) return nextLoad(url, context);
		const { code } = transformSync(readFileSync(fileURLToPath(url), "utf8"), {
			loader: "tsx",
			jsx: "automatic",
			jsxImportSource: "hono/jsx",
			sourcemap: "inline",
			sourcefile: fileURLToPath(url),
		});
		return { format: "module", source: code, shortCircuit: true };
	},
});

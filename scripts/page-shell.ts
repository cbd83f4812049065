/** The small page's script as it is served: minified, since the whole page is at most 5 KB. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { ROOT } from "./root.ts";

const SOURCE = "worker/incidents/page-shell/source.js";

/** The module that holds it as a text; the same source gives the same module. */
export function shellScriptModule(): string {
	const source = readFileSync(join(ROOT, SOURCE), "utf8");
	const { code } = transformSync(source, { minify: true, format: "iife", target: "es2022", charset: "utf8" });
	return [
		`/** Made of ${SOURCE.split("/").at(-1)} by \`npm run docs\`. */`,
		"export const SHELL_SCRIPT =",
		`\t${JSON.stringify(code.trim())};`,
		"",
	].join("\n");
}

/** The small page's script as it is served: minified, since the whole page is at most 5 KB. */
import { join } from "node:path";
import { buildSync } from "esbuild";
import { ROOT } from "./root.ts";

const SOURCE = "worker/incidents/page-shell/source.js";

/** The module that holds it as a text, with the phrases that it shares with the app; the same source gives the same module. */
export function shellScriptModule(): string {
	const built = buildSync({
		entryPoints: [join(ROOT, SOURCE)],
		bundle: true,
		write: false,
		minify: true,
		format: "esm",
		target: "es2022",
		charset: "utf8",
	});
	const code = built.outputFiles[0]?.text ?? "";
	return [
		`/** Made of ${SOURCE.split("/").at(-1)} by \`npm run docs\`. */`,
		"export const SHELL_SCRIPT =",
		`\t${JSON.stringify(code.trim())};`,
		"",
	].join("\n");
}

/** Scripts that the Worker serves as texts of its own: minified, since the small page is at most 5 KB. */
import { basename, join } from "node:path";
import { buildSync } from "esbuild";
import { ROOT } from "./root.ts";

/** The module that holds it as a text, with what it imports; the same source gives the same module. */
export function scriptModule(source: string, name: string): string {
	const built = buildSync({
		entryPoints: [join(ROOT, source)],
		bundle: true,
		write: false,
		minify: true,
		format: "esm",
		target: "es2022",
		charset: "utf8",
	});
	const code = built.outputFiles[0]?.text ?? "";
	return [
		`/** Made of ${basename(source)} by \`npm run docs\`. */`,
		`export const ${name} =`,
		`\t${JSON.stringify(code.trim())};`,
		"",
	].join("\n");
}

import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** A file of the repository, as the architecture test reads it. `text` is without its comments. */
export interface Source {
	/** From the repository's root: "worker/platform/rules/time.ts". */
	path: string;
	lines: number;
	text: string;
	/** Repository paths for its own files, the specifier as written for packages ("hono/jsx", "cloudflare:workers"). A `*` is kept. */
	imports: string[];
}

const ROOT = join(import.meta.dirname, "../..");

/** Every TypeScript file in these folders, sorted by path. */
export function sourcesOf(...folders: string[]): Source[] {
	return folders
		.flatMap((folder) =>
			readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
				.filter((name) => /\.tsx?$/.test(name))
				.map((name) => posix.join(folder, name)),
		)
		.sort()
		.map((path) => sourceOf(path, readFileSync(join(ROOT, path), "utf8")));
}

/** Reads one file's text; apart from the disk, so that the rules can be tried on a file that breaks them. */
export function sourceOf(path: string, written: string): Source {
	const text = written.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|[\s;{}(),])\/\/.*$/gm, "$1");
	const found = text.matchAll(/(?<!["'\w])(?:from|import|import\.meta\.glob<\w+>)\s*\(?\s*"([^"\s]+)"/g);
	const imports = [...found].map(([, name]) =>
		name!.startsWith(".") ? posix.join(posix.dirname(path), name!) : name!,
	);
	return { path, lines: written.trimEnd().split("\n").length, text, imports: [...new Set(imports)] };
}

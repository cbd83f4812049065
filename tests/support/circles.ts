import type { Source } from "./sources.ts";

/** Files that import each other, directly or by a detour, each circle as "a, b, c" in the order of the alphabet. */
export function circlesOf(files: Source[]): string[] {
	const imports = new Map(files.map((file) => [file.path, file.imports]));
	const reached = new Map(files.map(({ path }) => [path, reachOf(path, imports)]));
	const circles = new Set<string>();
	for (const [path, others] of reached) {
		if (!others.has(path)) continue;
		const members = [...others].filter((other) => reached.get(other)?.has(path));
		circles.add(members.sort().join(", "));
	}
	return [...circles];
}

/** Every file that this one leads to; itself, if there is a way back. */
function reachOf(path: string, imports: ReadonlyMap<string, string[]>): Set<string> {
	const found = new Set<string>();
	const next = [...(imports.get(path) ?? [])];
	for (let name = next.pop(); name !== undefined; name = next.pop()) {
		if (found.has(name) || !imports.has(name)) continue;
		found.add(name);
		next.push(...(imports.get(name) ?? []));
	}
	return found;
}

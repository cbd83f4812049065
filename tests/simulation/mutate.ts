/**
 * `node scripts/run.mjs ../tests/simulation/mutate`: takes away one guard after another in a copy of the tree, runs the
 * simulator on it, and says what turned red. A guard that nothing misses is not tested.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../scripts/root.ts";
import { MUTATIONS, type Mutation } from "./mutations.ts";

const NIGHTS = process.env.TOCSIN_NIGHTS ?? "300";
const COPIED = ["worker", "db", "tests", "scripts", "app", "package.json", "vitest.config.ts"];
const CONFIGURED = ["tsconfig.json", "tsconfig.base.json"];

/** It looks for every guard in the code, and would call every mutation red. */
const NOT_OF_GUARDS = "**/itself.test.ts";
const SCENES = ["**/nights-*.test.ts"];

const folder = mkdtempSync(join(tmpdir(), "tocsin-mutants-"));
try {
	for (const name of [...COPIED, ...CONFIGURED])
		cpSync(join(ROOT, name), join(folder, name), { recursive: true });
	symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
	if (runWithout(SCENES).status !== 0) throw new Error("the copy is red before any guard is taken away");
	const wanted = process.argv.slice(2).join(" ");
	const survivors = MUTATIONS.filter(({ name }) => name.includes(wanted)).filter((each) => survives(each));
	console.log(
		`${survivors.length} guards that nothing misses: ${survivors.map(({ name }) => name).join("; ")}`,
	);
	process.exitCode = survivors.length > 0 ? 1 : 0;
} finally {
	rmSync(folder, { recursive: true });
}

function survives(mutation: Mutation): boolean {
	const wholes = new Map<string, string>();
	for (const { file = mutation.file, from, to } of [mutation, ...(mutation.also ? [mutation.also] : [])]) {
		const path = join(folder, file);
		const text = readFileSync(path, "utf8");
		if (!text.includes(from)) throw new Error(`${file} no longer has: ${from}`);
		if (!wholes.has(path)) wholes.set(path, text);
		writeFileSync(
			path,
			text.replace(from, () => to),
		);
	}
	// The scenes first, which are quick; the nights only for what they let live.
	const scenes = runWithout(SCENES);
	const run = scenes.status === 0 ? runWithout([]) : scenes;
	for (const [path, whole] of wholes) writeFileSync(path, whole);
	const said = `${run.stdout}${run.stderr}`;
	const red = [
		...new Set([...said.matchAll(/(?:Error: (.*?) – |^\s+× (.*?)(?: \d+ms)?$)/gm)].map(([, a, b]) => a ?? b)),
	];
	console.log(
		`${run.status === 0 ? "SURVIVES" : "red"}: ${mutation.name}\n    ${red.slice(0, 6).join("\n    ")}`,
	);
	return run.status === 0;
}

function runWithout(files: string[]) {
	const without = [NOT_OF_GUARDS, ...files].flatMap((file) => ["--exclude", file]);
	const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
	return spawnSync(process.execPath, [vitest, "run", "--project", "simulation", "--bail=1", ...without], {
		cwd: folder,
		encoding: "utf8",
		env: { ...process.env, TOCSIN_NIGHTS: NIGHTS, NO_COLOR: "1" },
	});
}

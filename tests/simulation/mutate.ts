/**
 * `node scripts/run.mjs ../tests/simulation/mutate ["part of a name" …]`: takes away one guard after another in a copy
 * of the tree, runs the simulator on it, and says what turned red. A guard that nothing misses is not tested.
 * `TOCSIN_NIGHTS=0` leaves the nights out.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../scripts/root.ts";
import { MUTATIONS } from "./mutations/index.ts";
import type { Mutation } from "./mutations/mutation.ts";

const NIGHTS = process.env.TOCSIN_NIGHTS ?? "300";
const COPIED = ["worker", "db", "tests", "scripts", "app", "package.json", "vitest.config.ts"];
const CONFIGURED = ["tsconfig.json", "tsconfig.base.json"];

/** It looks for every guard in the code, and would call every mutation red. */
const NOT_OF_GUARDS = "**/itself.test.ts";
const NIGHTS_OF_ALL = "**/nights-*.test.ts";
/** What still runs by then has no end: the loop that lost its guard is what turned red. */
const LONGEST_RUN_MS = 900_000;

interface Outcome {
	name: string;
	/** The promise that was broken; null when none was. */
	red: string | null;
}

const folder = mkdtempSync(join(tmpdir(), "tocsin-mutants-"));
try {
	for (const name of [...COPIED, ...CONFIGURED])
		cpSync(join(ROOT, name), join(folder, name), { recursive: true });
	symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
	const before = run([], [NIGHTS_OF_ALL]);
	if (before !== null) throw new Error(`red before any guard is taken away: ${before}`);
	const parts = process.argv.slice(2);
	const wanted = MUTATIONS.filter(
		({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)),
	);
	const outcomes = wanted.map((each) => {
		const outcome = { name: each.name, red: without(each) };
		console.log(row(outcome));
		return outcome;
	});
	report(outcomes);
} finally {
	rmSync(folder, { recursive: true });
}

function report(outcomes: Outcome[]): void {
	const survivors = outcomes.filter(({ red }) => red === null);
	console.log(`\n| guard that is missing | what turned red |\n|---|---|\n${outcomes.map(row).join("\n")}`);
	console.log(
		`\n${outcomes.length} guards taken away: ${outcomes.length - survivors.length} red, ${survivors.length} survive`,
	);
	process.exitCode = survivors.length > 0 || outcomes.length === 0 ? 1 : 0;
}

function row({ name, red }: Outcome): string {
	return `| ${name} | ${red ?? "NOTHING"} |`;
}

/** What turns red without this guard: first the scenes of its room are asked, then all, then the nights. */
function without(mutation: (typeof MUTATIONS)[number]): string | null {
	const undo = takeAway(mutation);
	try {
		const scenes =
			run(mutation.scenes.map((name) => `simulation/${name}.test.ts`)) ?? run([], [NIGHTS_OF_ALL]);
		return scenes ?? (NIGHTS === "0" ? null : run(["simulation/nights-"]));
	} finally {
		undo();
	}
}

/** Answers how to put it back. */
function takeAway(mutation: Mutation): () => void {
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
	return () => {
		for (const [path, whole] of wholes) writeFileSync(path, whole);
	};
}

interface Results {
	testResults: {
		name: string;
		message: string;
		assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
	}[];
}

/** The first promise that these tests find broken, null when all hold. */
function run(files: string[], excluded: string[] = []): string | null {
	const output = join(folder, "results.json");
	rmSync(output, { force: true });
	const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
	const flags = ["--project", "simulation", "--bail=1", "--reporter=json", `--outputFile=${output}`];
	// A busy machine must not look like a guard that is missed.
	flags.push(`--testTimeout=${LONGEST_RUN_MS}`);
	const left = [NOT_OF_GUARDS, ...excluded].flatMap((file) => ["--exclude", file]);
	const { status, stderr } = spawnSync(process.execPath, [vitest, "run", ...flags, ...left, ...files], {
		cwd: folder,
		encoding: "utf8",
		env: { ...process.env, TOCSIN_NIGHTS: NIGHTS, NO_COLOR: "1" },
		timeout: LONGEST_RUN_MS,
	});
	if (status === 0) return null;
	if (status === null) return "the tests never end";
	const { testResults } = JSON.parse(readFileSync(output, "utf8")) as Results;
	const failed = testResults.flatMap((file) =>
		file.assertionResults.filter((test) => test.status === "failed"),
	);
	const [first] = failed;
	// A file that cannot even be loaded tells nothing about a guard.
	if (!first)
		throw new Error(
			`no test could say what is wrong: ${testResults.find(({ message }) => message)?.message ?? stderr}`,
		);
	const night = /^Error: (.*?) – /.exec(first.failureMessages[0] ?? "");
	return night?.[1] ?? first.fullName;
}

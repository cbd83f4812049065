import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./scripts/longest-first.ts";

const soak = process.env.TOCSIN_SOAK === "1";
/** Not a test: it writes what one reads. See docs/stored-shapes.md. */
const onDemand = process.env.TOCSIN_GOLDEN ? ["tests/simulation/golden-lives.ts"] : [];
const doubleOf = (name: string) => join(import.meta.dirname, `tests/simulation/doubles/${name}.ts`);
const limitMs = soak ? 1_800_000 : 60_000;

/** What runs a whole instance or the whole app, whether in a browser or not. */
const WHOLE = globSync("tests/*/**/*.test.ts", {
	cwd: import.meta.dirname,
	exclude: ["tests/*/rules/**", "tests/{app,simulation,bench}/**"],
});
const opensBrowser = (file: string) =>
	/playwright-core|support\/(browser|firefox)/.test(readFileSync(join(import.meta.dirname, file), "utf8"));
/** Their runtimes read whom to trust when they are loaded, so that none may have been loaded before in their process. */
const ALONE = ["tests/monitoring/odd-servers.test.ts", "tests/paging/real-push.test.ts"];
const whole = {
	isolate: false,
	globalSetup: ["tests/support/build-once.ts"],
	// Which calls there are is read from the code that serves them; nothing is connected to here.
	alias: { "cloudflare:sockets": doubleOf("cloudflare-sockets") },
};

/**
 * First what computes, one file for each of two processors; then what opens a browser, which computes and waits by
 * turns; last what mostly waits for an instance, several files at a time. Together they slow each other down, and
 * promises that are timed become promises about the machine: most of these are in the last group.
 * Each process runs many files, so that the code is loaded a few times and not a hundred times, which takes a second of
 * the processor each: a file puts back what it has changed.
 */
export default defineConfig({
	test: {
		pool: "forks",
		testTimeout: limitMs,
		hookTimeout: limitMs,
		sequence: { sequencer: LongestFirst },
		// What the eye would wait for; a busy machine needs more than vitest's second.
		expect: { poll: { timeout: 10_000 } },
		projects: [
			{
				extends: true,
				test: {
					name: "rules",
					maxWorkers: 2,
					isolate: false,
					sequence: { groupOrder: 0 },
					include: ["tests/*/rules/*.test.ts", "tests/app/*.test.ts", "tests/*.test.ts"],
				},
			},
			{
				extends: true,
				test: {
					...whole,
					name: "browser",
					maxWorkers: 3,
					sequence: { groupOrder: 1 },
					include: WHOLE.filter(opensBrowser),
					exclude: ALONE,
				},
			},
			{
				extends: true,
				test: {
					...whole,
					name: "alone",
					isolate: true,
					maxWorkers: 3,
					sequence: { groupOrder: 1 },
					include: ALONE,
				},
			},
			{
				extends: true,
				test: {
					...whole,
					name: "whole",
					maxWorkers: 4,
					sequence: { groupOrder: 2 },
					include: WHOLE.filter((file) => !opensBrowser(file) && !ALONE.includes(file)),
				},
			},
			{
				extends: true,
				// The platform is replaced by the simulator's own; everything that ships runs as it is.
				test: {
					name: "simulation",
					maxWorkers: 2,
					isolate: false,
					// Loaded by Node itself: see natively.ts.
					experimental: { viteModuleRunner: false, nodeLoader: false },
					execArgv: [
						`--import=${pathToFileURL(doubleOf("natively"))}`,
						"--experimental-transform-types",
						"--disable-warning=ExperimentalWarning",
						// A night leaves nothing behind: with more room for what is young, less of it is looked through.
						"--max-semi-space-size=32",
						// Both processors have a process to run: a collector with helpers would take turns with it.
						"--single-threaded-gc",
					],
					sequence: { groupOrder: 0 },
					include: ["tests/simulation/**/*.test.ts", ...onDemand],
				},
			},
		],
	},
});

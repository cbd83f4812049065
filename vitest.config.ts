import { join } from "node:path";
import { defineConfig } from "vitest/config";

const soak = process.env.TOCSIN_SOAK === "1";
/** Not a test: it writes what one reads. See docs/stored-shapes.md. */
const onDemand = process.env.TOCSIN_GOLDEN ? ["tests/simulation/golden-lives.ts"] : [];
/** The simulator's own in place of what only the platform has, or what has chance of its own. */
const doublesOf = (...names: string[]) =>
	names.map((name) => ({
		find: name,
		replacement: join(import.meta.dirname, `tests/simulation/doubles/${name.replace(":", "-")}.ts`),
	}));
const limitMs = soak ? 1_800_000 : 60_000;

/**
 * First what computes, one file for each of two processors; then what runs a whole instance and mostly waits, three
 * files at a time. Together they slow each other down, and promises that are timed become promises about the machine.
 * What computes shares its process with other files, so that the code is loaded twice and not a hundred times: such a
 * file puts back what it has changed.
 */
export default defineConfig({
	test: {
		pool: "forks",
		testTimeout: limitMs,
		hookTimeout: limitMs,
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
					name: "whole",
					maxWorkers: 3,
					sequence: { groupOrder: 1 },
					include: ["tests/*/**/*.test.ts"],
					exclude: ["tests/*/rules/**", "tests/{app,simulation,bench}/**"],
					globalSetup: ["tests/support/build-once.ts"],
					// Which calls there are is read from the code that serves them; nothing is connected to here.
					alias: doublesOf("cloudflare:sockets"),
				},
			},
			{
				extends: true,
				// The platform is replaced by the simulator's own; everything that ships runs as it is.
				resolve: { alias: doublesOf("cloudflare:workers", "cloudflare:sockets", "web-push", "ulid") },
				test: {
					name: "simulation",
					maxWorkers: 2,
					isolate: false,
					// A night leaves nothing behind: with more room for what is young, less of it is looked through.
					execArgv: ["--max-semi-space-size=32"],
					sequence: { groupOrder: 0 },
					include: ["tests/simulation/**/*.test.ts", ...onDemand],
				},
			},
		],
	},
});
